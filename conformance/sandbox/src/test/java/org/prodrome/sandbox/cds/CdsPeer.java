package org.prodrome.sandbox.cds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A CDS service on loopback that answers as told and keeps what it was asked. */
public final class CdsPeer implements AutoCloseable {

    /** One request as it arrived; {@code body} is a missing node for a GET. */
    public record Asked(String path, String authorization, JsonNode body) {}

    private final HttpServer server;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Function<JsonNode, String>> answers = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String discovery = "{\"services\":[]}";
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();

    /** Starts on a free port. */
    public CdsPeer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** {@code http://127.0.0.1:port}. */
    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The discovery address. */
    public URI services() {
        return URI.create(origin() + "/cds-services");
    }

    /** Offers one service on one hook. */
    public CdsPeer offering(String id, String hook, String prefetch) {
        discovery =
                "{\"services\":[{\"id\":\"%s\",\"hook\":\"%s\",\"title\":\"Peer\",\"description\":\"d\",\"prefetch\":%s}]}"
                        .formatted(id, hook, prefetch);
        return this;
    }

    /** Offers patient-view, order-select and order-sign under the ids of their hooks. */
    public CdsPeer offeringAll() {
        discovery = "{\"services\":[%s,%s,%s]}"
                .formatted(service("patient-view"), service("order-select"), service("order-sign"));
        return this;
    }

    private static String service(String hook) {
        return "{\"id\":\"%s\",\"hook\":\"%s\",\"title\":\"Peer\",\"description\":\"d\",\"extra\":{\"a\":1}}"
                .formatted(hook, hook);
    }

    /** Answers a service's calls with what the function makes of the request. */
    public CdsPeer answering(String id, Function<JsonNode, String> answer) {
        answers.put("/cds-services/" + id, answer);
        return this;
    }

    /** Never answers a service's calls until this peer is closed. */
    public CdsPeer silentOn(String id) {
        return answering(id, request -> {
            try {
                closing.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return "{\"cards\":[]}";
        });
    }

    /** Answers whatever is asked at a path with this status and body. */
    public CdsPeer answeringAt(String path, int status, String body) {
        statuses.put(path, status);
        answers.put(path, request -> body);
        return this;
    }

    /** What was asked at a path. */
    public List<Asked> askedAt(String path) {
        return asked.stream().filter(a -> a.path().equals(path)).toList();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        JsonNode body = mapper.readTree(exchange.getRequestBody().readAllBytes());
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(new Asked(path, authorization == null ? "" : authorization, body));
        boolean discovering = path.equals("/cds-services");
        String answer = discovering
                ? discovery
                : answers.getOrDefault(path, b -> "{\"cards\":[]}").apply(body);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(statuses.getOrDefault(path, 200), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
