package org.prodrome.launcher.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A server that tries to leave its tokens in a cookie, and notes the cookies that come back. */
final class WatchfulEhr implements AutoCloseable {
    private final HttpServer server;
    /** Fields to add to the answers, by path. */
    final Map<String, Map<String, String>> fields = new ConcurrentHashMap<>();

    final List<String> tokens = new CopyOnWriteArrayList<>();
    final List<String> cookies = new CopyOnWriteArrayList<>();

    WatchfulEhr() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    URI fhirBase() {
        return URI.create(origin() + "/fhir");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            cookies.addAll(exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
            exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            var answer = path.equals("/token") ? token() : discovery();
            var more = fields.getOrDefault(path, Map.of()).entrySet().stream()
                    .map(field -> ",\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                    .collect(Collectors.joining());
            var body = ("{" + answer + more + "}").getBytes(UTF_8);
            tokens.forEach(token -> exchange.getResponseHeaders().add("Set-Cookie", "kept=" + token + "; Path=/"));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String discovery() {
        return """
                "token_endpoint":"%s/token","code_challenge_methods_supported":["S256"],
                "grant_types_supported":["authorization_code"],"capabilities":["launch-ehr"]""".formatted(origin());
    }

    private String token() {
        var access = "access-" + tokens.size() + "-9d41c7";
        var refresh = "refresh-" + tokens.size() + "-3ab8e2";
        tokens.addAll(List.of(access, refresh));
        return """
                "access_token":"%s","refresh_token":"%s","token_type":"Bearer","expires_in":300,"patient":"pat-1",
                "scope":"launch online_access patient/*.rs\"""".formatted(access, refresh);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
