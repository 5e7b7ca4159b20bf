package org.prodrome.suite.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.prodrome.suite.process.SelfSigned;

/**
 * Tells which cookies a browser keeps in a frame of another site: a page of {@code localhost} frames one of {@code 127.0.0.1}, which
 * sets two cookies, one of them partitioned, and then reads in a request of its own what came back.
 */
final class CookieProbe implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpsServer server;

    CookieProbe(SelfSigned certificate) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        int port = server.getAddress().getPort();
        server.createContext(
                "/top", exchange -> answer(exchange, "<iframe src='https://127.0.0.1:" + port + "/frame'></iframe>"));
        server.createContext("/frame", exchange -> {
            String attributes = "; Secure; HttpOnly; SameSite=None; Path=/";
            exchange.getResponseHeaders().add("Set-Cookie", "plain=1" + attributes);
            exchange.getResponseHeaders().add("Set-Cookie", "partitioned=1" + attributes + "; Partitioned");
            answer(
                    exchange,
                    "<p id='seen'></p><script>fetch('/cookies').then(a => a.text())"
                            + ".then(t => { document.getElementById('seen').textContent = 'cookies: ' + t; });</script>");
        });
        server.createContext(
                "/cookies",
                exchange -> answer(exchange, exchange.getRequestHeaders().getFirst("Cookie") + ""));
        server.setExecutor(threads); // browsers open connections ahead, which would hold up a server of one thread
        server.start();
    }

    String page() {
        return "https://localhost:" + server.getAddress().getPort() + "/top";
    }

    private static void answer(HttpExchange exchange, String html) throws IOException {
        byte[] body = html.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
