package org.prodrome.fhir.bulk.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A store of old style that says no length: the end of the connection is the end of the file, or of the connection. */
final class BareFiles implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger served = new AtomicInteger();
    private final List<String> bodies;

    /** Gives these, one after the other, and the last for ever. */
    BareFiles(String... bodies) throws IOException {
        this.bodies = List.of(bodies);
        Thread.ofVirtual().start(this::serve);
    }

    String authority() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket one = socket.accept()) {
                answer(one);
            } catch (IOException e) {
                // closed, or the client went away
            }
        }
    }

    private void answer(Socket one) throws IOException {
        var in = new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.US_ASCII));
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        String body = bodies.get(Math.min(served.getAndIncrement(), bodies.size() - 1));
        String answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
        one.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        one.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
