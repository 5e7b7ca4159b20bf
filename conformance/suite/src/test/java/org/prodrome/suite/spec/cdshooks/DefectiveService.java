package org.prodrome.suite.spec.cdshooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A proxy on loopback before the real service, at whose address clients know it. While no breach is switched on it changes
 * nothing; what goes through is real in either case.
 */
final class DefectiveService implements AutoCloseable {

    private final HttpServer server;
    private final HttpClient http;
    private final Credentials credentials;
    private volatile URI real = URI.create("http://127.0.0.1");
    private volatile List<Breach> breaches = List.of();

    DefectiveService(Credentials credentials) throws IOException {
        this(credentials, HttpClient.newHttpClient());
    }

    /** @param http reaches the real service; closed with the proxy */
    DefectiveService(Credentials credentials, HttpClient http) throws IOException {
        this.credentials = credentials;
        this.http = http;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void standFor(URI service) {
        real = service;
    }

    void breakRules(List<Breach> these) {
        breaches = List.copyOf(these);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                    exchange.getRequestHeaders().getFirst("Origin"));
            var seen = asked;
            for (var breach : breaches) {
                seen = breach.asked(seen, credentials);
            }
            var answer = forward(seen);
            for (var breach : breaches) {
                answer = breach.answered(asked, answer);
            }
            reply(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer forward(Asked asked) throws IOException, InterruptedException {
        return Answer.of(http.send(asked.to(real), HttpResponse.BodyHandlers.ofString()));
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(UTF_8);
        if (!answer.contentType().isEmpty()) {
            exchange.getResponseHeaders().add("Content-Type", answer.contentType());
        }
        if (!answer.allowedOrigin().isEmpty()) {
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", answer.allowedOrigin());
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
