package org.prodrome.fhir.search;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A FHIR server on loopback that answers each type as it was told, and an empty Bundle to everything else. */
public final class ScriptedEhr implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** What a path below the base is answered. */
    @FunctionalInterface
    public interface Script {
        void answer(Exchange exchange) throws IOException;
    }

    /** One request. */
    public record Exchange(HttpExchange http, String query) {
        public void json(String body) throws IOException {
            send(200, body);
        }

        public void send(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            http.getResponseHeaders().set("Content-Type", "application/fhir+json");
            http.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = http.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    public ScriptedEhr() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        on(
                "Patient/p1",
                exchange -> exchange.json("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"gender\":\"female\"}"));
        on("metadata", exchange -> exchange.send(404, ""));
    }

    public URI base() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/fhir");
    }

    public FhirAccess access() {
        return FhirAccess.open(base());
    }

    /** @param path such as {@code Observation}, below the base */
    public ScriptedEhr on(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    /** The server says that it can search these types, and their parameters. */
    public ScriptedEhr offering(String... types) {
        return speaking("4.0.1", types);
    }

    /** The same in another version of FHIR. */
    public ScriptedEhr speaking(String version, String... types) {
        String resources = Arrays.stream(types)
                .map(type ->
                        "{\"type\":\"" + type + "\",\"interaction\":[{\"code\":\"read\"},{\"code\":\"search-type\"}],"
                                + "\"searchParam\":[{\"name\":\"patient\"},{\"name\":\"_lastUpdated\"}],"
                                + "\"operation\":[{\"name\":\"everything\"}]}")
                .collect(Collectors.joining(","));
        return on(
                "metadata",
                exchange -> exchange.json("{\"resourceType\":\"CapabilityStatement\",\"fhirVersion\":\"" + version
                        + "\",\"rest\":[{\"mode\":\"server\",\"resource\":[" + resources + "]}]}"));
    }

    /** Paths below the base with their queries, as they came. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public List<String> asked(String path) {
        return asked.stream()
                .filter(one -> one.startsWith(path + "?") || one.equals(path))
                .toList();
    }

    private void handle(HttpExchange http) throws IOException {
        String path = http.getRequestURI().getPath().replaceFirst("^/fhir/?", "");
        String query = String.valueOf(http.getRequestURI().getRawQuery());
        asked.add(http.getRequestURI().getRawQuery() == null ? path : path + "?" + query);
        Script script = scripts.getOrDefault(path, exchange -> exchange.json(bundle(null)));
        try (http) {
            script.answer(new Exchange(http, query));
        }
    }

    public static String bundle(@Nullable String next, String... resources) {
        String link = next == null ? "" : "\"link\":[{\"relation\":\"next\",\"url\":\"" + next + "\"}],";
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"," + link + "\"entry\":["
                + Arrays.stream(resources)
                        .map(resource -> "{\"resource\":" + resource + "}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    public static String outcome(String severity, String code) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"" + severity + "\",\"code\":\"" + code
                + "\",\"diagnostics\":\"Ada Invented, born 1950\"}]}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
