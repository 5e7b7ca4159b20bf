package org.prodrome.fhir.writeback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands between us and an EHR, which gets everything; what it answers to creations may get lost on the way back. */
final class LossyRelay implements AutoCloseable {
    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "upgrade", "http2-settings", "transfer-encoding");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final List<String> creations = new CopyOnWriteArrayList<>();
    private final List<String> caching = new CopyOnWriteArrayList<>();
    private volatile Loss loss = Loss.NONE;

    /** What becomes of the answer to a creation. */
    enum Loss {
        NONE,
        /** The connection is cut. */
        CUT,
        /** Another answer comes: 500. */
        ERROR,
        /** The next creation's answer is cut, that of others comes. */
        CUT_ONCE,
        /** Answers to creations are cut, and searches do not show what came in. */
        CUT_AND_UNSEEN,
        /** Creations never arrive. */
        SWALLOWED
    }

    LossyRelay(URI target) throws IOException {
        this.target = target;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::relay);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + target.getPath());
    }

    void lose(Loss next) {
        loss = next;
    }

    /** How many creations of a type reached the EHR. */
    long creations(String type) {
        return creations.stream().filter(type::equals).count();
    }

    /** Cache-Control of the searches by identifier. */
    List<String> caching() {
        return caching;
    }

    private void relay(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean creation = exchange.getRequestMethod().equals("POST");
            if (looksUp(exchange) && loss == Loss.CUT_AND_UNSEEN) {
                empty(exchange);
                return;
            }
            if (creation && loss == Loss.SWALLOWED) {
                throw new IOException("swallowed");
            }
            HttpResponse<byte[]> answer = client.send(copy(exchange), BodyHandlers.ofByteArray());
            String type = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
            if (creation) {
                creations.add(type);
            }
            Loss now = creation && !type.equals("Provenance") ? loss : Loss.NONE;
            if (now == Loss.CUT_ONCE) {
                loss = Loss.NONE;
            }
            answer(exchange, now, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean looksUp(HttpExchange exchange) {
        boolean search = String.valueOf(exchange.getRequestURI().getQuery()).startsWith("identifier=");
        if (search) {
            caching.add(String.valueOf(exchange.getRequestHeaders().getFirst("Cache-Control")));
        }
        return search;
    }

    private static void empty(HttpExchange exchange) throws IOException {
        byte[] bundle =
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(200, bundle.length);
        exchange.getResponseBody().write(bundle);
    }

    private static void answer(HttpExchange exchange, Loss loss, HttpResponse<byte[]> answer) throws IOException {
        switch (loss) {
            case CUT, CUT_ONCE, CUT_AND_UNSEEN, SWALLOWED -> throw new IOException("cut");
            case ERROR -> exchange.sendResponseHeaders(500, -1);
            case NONE -> {
                answer.headers().map().forEach((name, values) -> {
                    if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                        exchange.getResponseHeaders().put(name, values);
                    }
                });
                exchange.sendResponseHeaders(
                        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private HttpRequest copy(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        URI there = URI.create(target.getScheme() + "://" + target.getAuthority() + asked);
        HttpRequest.Builder request = HttpRequest.newBuilder(there)
                .version(HttpClient.Version.HTTP_1_1)
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
