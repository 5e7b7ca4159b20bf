package org.prodrome.sandbox.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;

/** Clients that publish their keys at a URL, as the app under test does. */
@ExtendWith(SandboxExtension.class)
class PublishedKeysTest {

    private final TestApp app;
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicReference<String> cacheControl = new AtomicReference<>("max-age=300");
    private final AtomicReference<JWKSet> published;
    private final HttpServer server;
    private final String clientId = "publisher-" + UUID.randomUUID();

    PublishedKeysTest(TestApp app) throws IOException {
        this.app = app;
        this.published = new AtomicReference<>(new JWKSet(app.rsa().toPublicJWK()));
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    }

    @BeforeEach
    void publish() {
        server.createContext("/.well-known/jwks.json", exchange -> {
            fetches.incrementAndGet();
            byte[] body = published.get().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Cache-Control", cacheControl.get());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String origin = "http://127.0.0.1:" + server.getAddress().getPort();
        app.sandbox()
                .clients()
                .register(ClientRegistration.confidential(clientId, "Publisher", origin)
                        .withSystemScopes("system/*.rs"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchesTheKeysAndKeepsThemAsLongAsTheClientAllows() {
        assertThat(ask(app.rsa())).isEqualTo(200);
        assertThat(ask(app.rsa())).isEqualTo(200);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void keepsNothingThatTheClientForbidsToKeep() {
        cacheControl.set("no-store");
        assertThat(ask(app.rsa())).isEqualTo(200);
        assertThat(ask(app.rsa())).isEqualTo(200);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void looksAgainWhenAKeyIsNew() {
        assertThat(ask(app.rsa())).isEqualTo(200);
        assertThat(ask(app.ec())).isEqualTo(401);
        published.set(new JWKSet(app.ec().toPublicJWK()));
        assertThat(ask(app.ec())).isEqualTo(200);
    }

    @Test
    void refusesTheClientWhenItsKeysCannotBeHad() {
        server.stop(0);
        assertThat(ask(app.rsa())).isEqualTo(401);
    }

    @Test
    void acceptsTheRegisteredUrlAsJkuAndNoOther() {
        URI right = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json");
        assertThat(app.backend(clientId, app.rsa(), right)).isEqualTo(200);
        assertThat(app.backend(clientId, app.rsa(), URI.create(right + "?other")))
                .isEqualTo(401);
    }

    private int ask(JWK key) {
        return app.backend(clientId, key, null);
    }
}
