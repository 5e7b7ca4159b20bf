package org.prodrome.web.workbench;

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
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/** What a provider says of itself is checked before anybody is sent there. */
class ProviderTest {
    private static final URI APP = URI.create("https://app.example.org");

    private HttpServer server;
    private String issuer;
    private volatile String configuration = "";

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            byte[] body = configuration.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void asksForACodeWithProofAndComesBackToThisApp() {
        configuration = says(issuer, issuer + "/token");

        ClientRegistration client = provider().registration();

        assertThat(client.getRedirectUri()).isEqualTo(APP + "/workbench/callback/workforce");
        assertThat(client.getClientSettings().isRequireProofKey()).isTrue();
        assertThat(client.getProviderDetails().getUserInfoEndpoint().getUri()).isNull();
    }

    @Test
    void refusesAnotherIssuerThanTheConfiguredOne() {
        configuration = says("https://elsewhere.example.org", issuer + "/token");

        assertThatThrownBy(() -> provider().registration())
                .isInstanceOf(ProviderUnavailable.class)
                .hasMessageStartingWith("issuer:");
    }

    @Test
    void refusesAPlainAddressOffThisMachine() {
        configuration = says(issuer, "http://staff.example.org/token");

        assertThatThrownBy(() -> provider().registration())
                .isInstanceOf(ProviderUnavailable.class)
                .hasMessageStartingWith("token_endpoint:");
        assertThatThrownBy(() -> new Provider(TestSettings.at("http://staff.example.org"), APP))
                .isInstanceOf(ProviderUnavailable.class);
    }

    @Test
    void isAskedAgainAfterItWasDown() {
        Provider provider = provider();
        assertThatThrownBy(provider::registration).isInstanceOf(ProviderUnavailable.class);

        configuration = says(issuer, issuer + "/token");

        assertThat(provider.registration().getClientId()).isEqualTo("prodrome-workbench");
    }

    @Test
    void signsOutThereWithoutATokenInTheAddress() {
        configuration = says(issuer, issuer + "/token");
        Provider provider = provider();
        provider.registration();

        assertThat(provider.signOut())
                .contains(issuer + "/end?client_id=prodrome-workbench&post_logout_redirect_uri="
                        + "https%3A%2F%2Fapp.example.org%2Fworkbench%2Frules");
    }

    private Provider provider() {
        return new Provider(TestSettings.at(issuer), APP);
    }

    private String says(String named, String tokens) {
        return """
                {"issuer": "%s", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s", "jwks_uri": "%s/jwks",
                 "userinfo_endpoint": "%s/userinfo", "end_session_endpoint": "%s/end", "subject_types_supported": ["public"],
                 "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(named, issuer, tokens, issuer, issuer, issuer);
    }
}
