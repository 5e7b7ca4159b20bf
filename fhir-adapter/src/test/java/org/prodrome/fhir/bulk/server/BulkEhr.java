package org.prodrome.fhir.bulk.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A strict Bulk Data server on loopback: what breaks the standard gets an error, and a test can make it fail. */
final class BulkEhr implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger jobs = new AtomicInteger();

    /** Method, path and query of each request; no discovery. */
    final List<String> requests = new CopyOnWriteArrayList<>();
    /** {@code path: Range If-Range} of requests for a part. */
    final List<String> ranges = new CopyOnWriteArrayList<>();
    /** Paths that were asked for with a token. */
    final List<String> withToken = new CopyOnWriteArrayList<>();
    /** NDJSON by path under the base, in the manifest's order. */
    final Map<String, String> files = new LinkedHashMap<>();

    final Map<String, String> errors = new LinkedHashMap<>();
    final Map<String, String> deleted = new LinkedHashMap<>();
    volatile boolean gzip = true;
    volatile boolean tags = true;
    volatile boolean requiresAccessToken = true;
    volatile String fileBase;
    volatile String time = "2026-11-20T10:00:00Z";
    private volatile @Nullable String manifest;
    private volatile String validToken = "";

    /** Answers in the server's stead. */
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    BulkEhr() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        fileBase = origin() + "/fhir/files/";
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    URI base() {
        return URI.create(origin() + "/fhir");
    }

    /** The next requests to a path get these answers. */
    void next(String path, Fault... answers) {
        faults.computeIfAbsent(path, none -> new ConcurrentLinkedDeque<>()).addAll(List.of(answers));
    }

    void manifest(String json) {
        manifest = json;
    }

    void expireToken() {
        validToken = "";
    }

    long count(String request) {
        return requests.stream().filter(request::equals).count();
    }

    long kickOffs() {
        return requests.stream().filter(request -> request.contains("$export")).count();
    }

    static Fault status(int status, String header, String value, String body) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, value);
            send(exchange, status, body.getBytes(UTF_8));
        };
    }

    static Fault outcome(int status, String code) {
        return status(
                status,
                "Content-Type",
                "application/fhir+json",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"" + code
                        + "\",\"diagnostics\":\"Ada Invented is not there\"}]}");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/.well-known/smart-configuration")) {
                smart(exchange);
                return;
            }
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            note(exchange, path);
            Deque<Fault> planned = faults.getOrDefault(path, new ArrayDeque<>());
            Fault fault = planned.poll();
            if (fault != null) {
                fault.answer(exchange);
            } else {
                right(exchange, path);
            }
        }
    }

    private void note(HttpExchange exchange, String path) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range != null) {
            ranges.add(path + ": " + range + " " + exchange.getRequestHeaders().getFirst("If-Range"));
        }
        if (exchange.getRequestHeaders().getFirst("Authorization") != null) {
            withToken.add(path);
        }
    }

    private void right(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/token")) {
            token(exchange);
        } else if (!authorized(exchange, path)) {
            outcome(401, "login").answer(exchange);
        } else if (path.endsWith("/$export")) {
            kickOff(exchange);
        } else if (path.startsWith("/fhir/jobs/")) {
            job(exchange, path);
        } else {
            file(exchange, path);
        }
    }

    private boolean authorized(HttpExchange exchange, String path) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (path.startsWith("/fhir/files/") && !requiresAccessToken) {
            return header == null;
        }
        return !validToken.isEmpty() && ("Bearer " + validToken).equals(header);
    }

    private void smart(HttpExchange exchange) throws IOException {
        send(exchange, 200, """
                {"issuer":"%1$s","token_endpoint":"%1$s/token","grant_types_supported":["client_credentials"],
                 "token_endpoint_auth_methods_supported":["private_key_jwt"],"capabilities":["permission-v2"],
                 "code_challenge_methods_supported":["S256"]}""".formatted(origin()).getBytes(UTF_8));
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (!form.contains("grant_type=client_credentials") || !form.contains("client_assertion=")) {
            send(exchange, 400, "{\"error\":\"invalid_request\"}".getBytes(UTF_8));
            return;
        }
        validToken = "token-" + tokens.incrementAndGet();
        send(exchange, 200, """
                {"access_token":"%s","token_type":"bearer","expires_in":300,"scope":"system/*.rs"}""".formatted(validToken).getBytes(UTF_8));
    }

    private void kickOff(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (!"application/fhir+json".equals(headers.getFirst("Accept"))
                || !"respond-async".equals(headers.getFirst("Prefer"))) {
            outcome(400, "invalid").answer(exchange);
            return;
        }
        exchange.getResponseHeaders().set("Content-Location", origin() + "/fhir/jobs/" + jobs.incrementAndGet());
        send(exchange, 202, new byte[0]);
    }

    private void job(HttpExchange exchange, String path) throws IOException {
        if (!path.equals("/fhir/jobs/" + jobs.get())) {
            outcome(404, "not-found").answer(exchange);
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            send(exchange, 202, new byte[0]);
        } else {
            String given = manifest;
            send(exchange, 200, (given == null ? manifest() : given).getBytes(UTF_8));
        }
    }

    private String manifest() {
        return """
            {"transactionTime":"%s","request":"x","requiresAccessToken":%s,"output":[%s],"error":[%s],"deleted":[%s]}""".formatted(time, requiresAccessToken, entries(files), entries(errors), entries(deleted));
    }

    private String entries(Map<String, String> of) {
        return of.entrySet().stream()
                .map(file -> String.format(
                        Locale.ROOT,
                        "{\"type\":\"%s\",\"url\":\"%s\",\"count\":%d}",
                        file.getKey().substring(0, file.getKey().indexOf('-')),
                        fileBase + file.getKey(),
                        file.getValue().lines().count()))
                .collect(Collectors.joining(","));
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        byte[] body = body(path);
        if (body.length == 0) {
            outcome(404, "not-found").answer(exchange);
            return;
        }
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        if (tags) {
            exchange.getResponseHeaders().set("ETag", tag(body));
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range != null
                && tags
                && tag(body).equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
            int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
            send(exchange, 206, Arrays.copyOfRange(body, from, body.length));
        } else {
            send(exchange, 200, body);
        }
    }

    private static String tag(byte[] body) {
        return "\"" + Arrays.hashCode(body) + "\"";
    }

    private byte[] body(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String text = files.getOrDefault(name, errors.getOrDefault(name, deleted.getOrDefault(name, "")));
        return gzip && !text.isEmpty() ? packed(text) : text.getBytes(UTF_8);
    }

    static byte[] packed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** Sends the head of a whole file and the first half of its bytes, then hangs up. */
    Fault cutOff() {
        return exchange -> {
            byte[] body = body(exchange.getRequestURI().getPath());
            head(exchange, body);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
        };
    }

    /** Sends the first half, then nothing more, until the client goes away or the server is closed. */
    Fault hang(CountDownLatch halfway) {
        return exchange -> {
            byte[] body = body(exchange.getRequestURI().getPath());
            head(exchange, body);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            halfway.countDown();
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void head(HttpExchange exchange, byte[] body) throws IOException {
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        if (tags) {
            exchange.getResponseHeaders().set("ETag", tag(body));
        }
        exchange.sendResponseHeaders(200, body.length);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
