package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that stops in the middle of its call, while the server itself would wait for its next byte for an hour. */
class StalledBodyTest {
    private static final int RED_AFTER_MILLIS = 120_000;

    @TempDir
    static Path folder;

    /** Begun once. */
    @SuppressWarnings("NullAway.Init")
    private static CdsSite site;

    @BeforeAll
    static void start() {
        site = CdsSite.start(
                folder,
                Map.of(
                        "server.tomcat.connection-timeout", "1h",
                        "prodrome.deadlines.hook", "2s",
                        "prodrome.hooks.calls", "1"));
        callIsAnswered(); // the client's keys are read
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void isAnsweredAtTheCallsOwnDeadlineAndHoldsNoPlaceForLonger() throws IOException {
        try (Socket stalled = connected()) {
            send(stalled, head(1_000) + "{\"hook\":\"order-sign\",");

            assertThat(answer(stalled)).startsWith("HTTP/1.1 408").contains("OperationOutcome", "timeout");
            callIsAnswered(); // there is one place, and the first client still holds its connection
        }
    }

    @Test
    void isAnsweredToAClientThatSendsInPiecesWithoutALengthToo() throws IOException {
        try (Socket stalled = connected()) {
            send(stalled, head("Transfer-Encoding: chunked") + "1\r\n{\r\n5\r\n\"ho");

            assertThat(answer(stalled)).startsWith("HTTP/1.1 408").contains("OperationOutcome", "timeout");
            callIsAnswered();
        }
    }

    @Test
    void whatComesInSeveralPiecesIsTakenTogether() throws IOException {
        String body = TestCalls.of(CdsServiceKind.ORDER_SIGN).toString();
        try (Socket client = connected()) {
            send(client, head(body.length()) + body.substring(0, 100));
            send(client, body.substring(100));

            assertThat(answer(client)).startsWith("HTTP/1.1 200").contains("\"cards\"");
        }
    }

    private static void callIsAnswered() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> site.call("prodrome-order-sign", TestCalls.of(CdsServiceKind.ORDER_SIGN))
                                .statusCode()
                        == 200);
    }

    private static Socket connected() throws IOException {
        Socket client = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(site.app()).getPort());
        client.setSoTimeout(RED_AFTER_MILLIS);
        return client;
    }

    private static String head(int length) {
        return head("Content-Length: " + length);
    }

    private static String head(String length) {
        URI target = site.service("prodrome-order-sign");
        return String.join(
                "\r\n",
                "POST " + target.getPath() + " HTTP/1.1",
                "Host: " + target.getAuthority(),
                "Content-Type: application/json",
                "Authorization: Bearer " + TestJwt.of(site).forEndpoint(target).sign(),
                length,
                "",
                "");
    }

    private static void send(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        to.getOutputStream().flush();
    }

    /** Head and body, up to the body's own end: the connection stays open. */
    private static String answer(Socket from) throws IOException {
        var in = new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8));
        String head = in.lines().takeWhile(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
        StringBuilder body = new StringBuilder();
        if (head.contains("Transfer-Encoding: chunked")) {
            for (int left = Integer.parseInt(in.readLine(), 16); left > 0; left = Integer.parseInt(in.readLine(), 16)) {
                body.append(read(in, left));
                in.readLine();
            }
        } else {
            int length = Integer.parseInt(
                    head.replaceFirst("(?s).*Content-Length: ([0-9]+).*", "$1").strip());
            body.append(read(in, length));
        }
        return head + "\n" + body;
    }

    private static String read(BufferedReader in, int characters) throws IOException {
        char[] part = new char[characters];
        int read = 0;
        while (read < characters) {
            int more = in.read(part, read, characters - read);
            assertThat(more).as("the answer is whole").isPositive();
            read += more;
        }
        return new String(part);
    }
}
