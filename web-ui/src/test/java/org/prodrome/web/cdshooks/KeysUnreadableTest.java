package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Where an EHR's keys cannot be read its calls are not refused for their tokens, and somebody is told. */
class KeysUnreadableTest {
    private static final String SIGN = "/cds-services/prodrome-order-sign";

    @TempDir
    Path folder;

    private ECKey key;
    private HttpServer ehr;
    private TestHooks hooks;
    private volatile String keys = "";

    @BeforeEach
    void start() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_384).keyID("k1").generate();
        ehr = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ehr.createContext("/jwks.json", exchange -> {
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        ehr.start();
        hooks = new TestHooks(folder)
                .with("prodrome.issuers[0].loopback-http", "true")
                .with(
                        "prodrome.issuers[0].cds-client.jwks",
                        "http://127.0.0.1:" + ehr.getAddress().getPort() + "/jwks.json")
                .start();
    }

    @AfterEach
    void stop() {
        hooks.close();
        ehr.stop(0);
    }

    @Test
    void isServiceUnavailableAndAnAlarm() throws Exception {
        MockMvc http = MockMvcBuilders.standaloneSetup(
                        hooks.part(HookController.class), hooks.part(DiscoveryController.class))
                .setControllerAdvice(hooks.part(CdsErrors.class))
                .addFilters(hooks.part(HookArrivals.class))
                .build();
        String bearer = "Bearer " + token("k1");

        MockHttpServletResponse discovery = http.perform(get("/cds-services").header("Authorization", bearer))
                .andReturn()
                .getResponse();
        assertThat(discovery.getStatus()).isEqualTo(503);
        assertThat(hooks.part(HookMeters.class).lastNotChecked()).isNull();
        for (int i = 1; i <= 5; i++) { // also when the address is not asked again so soon
            MockHttpServletResponse answer = http.perform(post(SIGN).header("Authorization", bearer))
                    .andReturn()
                    .getResponse();

            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getHeader("Retry-After")).matches("[1-9][0-9]*");
            assertThat(answer.getHeader("WWW-Authenticate")).isNull();
            assertThat(answer.getContentAsString())
                    .contains("\"resourceType\":\"OperationOutcome\"", "\"code\":\"transient\"", "jwks");
            assertThat(hooks.counted("prodrome.hooks.not.checked", "why", "keys"))
                    .isEqualTo(i);
        }
        assertThat(hooks.counted("prodrome.hooks.keys.unreadable")).isEqualTo(6);
        assertThat(hooks.part(HookMeters.class).lastNotChecked()).isNotNull();
    }

    @Test
    void aPageInThePlaceOfTheKeysIsUnreadableToo() throws JOSEException {
        keys = "<html>sign in</html>";
        String bearer = "Bearer " + token("k1");

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> verify(bearer)).isInstanceOf(KeysUnreadable.class);
        }
    }

    @Test
    void aStrangersKeyIsRefusedHoweverOftenItIsTried() throws JOSEException {
        keys = new JWKSet(key.toPublicJWK()).toString();
        String bearer = "Bearer " + token("unknown");

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> verify(bearer))
                    .isInstanceOf(ClientRefused.class)
                    .hasMessageStartingWith("signature");
        }
    }

    private void verify(String bearer) {
        CdsClients clients = hooks.part(CdsClients.class);
        clients.verify(clients.presented(bearer), SIGN);
    }

    private String token(String kid) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES384)
                .type(JOSEObjectType.JWT)
                .keyID(kid)
                .build();
        SignedJWT token = new SignedJWT(
                header,
                new JWTClaimsSet.Builder().issuer("https://ehr.example.org").build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
