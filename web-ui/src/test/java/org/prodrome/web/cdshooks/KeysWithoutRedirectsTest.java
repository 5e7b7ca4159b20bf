package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever can make an EHR's host redirect cannot put keys of their own in the place of its. */
class KeysWithoutRedirectsTest {
    private HttpServer ehr;

    @BeforeEach
    void open() throws IOException {
        ehr = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ehr.createContext("/keys", exchange -> {
            byte[] keys = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        ehr.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", at("/keys").toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        ehr.start();
    }

    @AfterEach
    void close() {
        ehr.stop(0);
    }

    @Test
    void keysAreReadWhereTheyAreAndNowhereElse() throws IOException {
        KeysWithoutRedirects keys = new KeysWithoutRedirects();

        assertThat(keys.retrieveResource(at("/keys").toURL()).getContent()).isEqualTo("{\"keys\":[]}");
        assertThatThrownBy(() -> keys.retrieveResource(at("/moved").toURL())).isInstanceOf(IOException.class);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + ehr.getAddress().getPort() + path);
    }
}
