package org.prodrome.sandbox.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class SymmetricClientTest {

    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";
    private static final String CLIENT = "secret-app";

    private final TestApp app;

    SymmetricClientTest(TestApp app) {
        this.app = app;
    }

    @Test
    @Requirement({SMART + 356, SMART + 351})
    void takesASecretByHttpBasicWhoseSignsAreEncoded() {
        assertThat(exchange(TestApp.basic(CLIENT, TestApp.SECRET)).statusCode()).isEqualTo(200);
    }

    @Test
    @Requirement({SMART + 251, SMART + 356})
    void refusesAnotherSecretAndSaysWhichSchemeItWants() {
        HttpResponse<String> answer = exchange(TestApp.basic(CLIENT, "another"));
        assertRefused(answer, 401, "invalid_client");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic"));
    }

    @Test
    void refusesASecretWhosePartsAreNotEncoded() {
        String pair =
                Base64.getEncoder().encodeToString((CLIENT + ":" + TestApp.SECRET).getBytes(StandardCharsets.UTF_8));
        assertRefused(exchange("Basic " + pair), 401, "invalid_client");
        assertRefused(exchange("Basic ***"), 401, "invalid_client");
        assertRefused(exchange("Digest " + pair), 401, "invalid_client");
    }

    @Test
    void refusesTheSecretInTheForm() {
        Map<String, String> request = request();
        request.put("client_id", CLIENT);
        request.put("client_secret", TestApp.SECRET);
        assertRefused(app.token(request), 401, "invalid_client");
    }

    @Test
    void refusesAClientWithASecretThatOnlyNamesItself() {
        Map<String, String> request = request();
        request.put("client_id", CLIENT);
        assertRefused(app.token(request), 401, "invalid_client");
    }

    @Test
    void refusesTwoProofsAtOnce() {
        Map<String, String> request = request();
        request.put("client_assertion", "x.y.z");
        assertRefused(app.post("/auth/token", request, TestApp.basic(CLIENT, TestApp.SECRET)), 400, "invalid_request");
    }

    @Test
    void refusesASecretForAClientThatRegisteredKeysOrNothing() {
        assertRefused(exchange(TestApp.basic("keyed-app", TestApp.SECRET)), 401, "invalid_client");
        assertRefused(exchange(TestApp.basic("open-app", "")), 401, "invalid_client");
    }

    @Test
    @Requirement(SMART + 344)
    void isNoBackendService() {
        Map<String, String> request = Map.of("grant_type", "client_credentials", "scope", "system/*.rs");
        assertRefused(
                app.post("/auth/token", request, TestApp.basic(CLIENT, TestApp.SECRET)), 400, "unauthorized_client");
    }

    @Test
    @Requirement({SMART + 271, SMART + 272, SMART + 273, SMART + 274, SMART + 275, SMART + 276, SMART + 282, SMART + 283
    })
    void learnsByIntrospectionWhatAnotherClientsTokenIsGoodFor() {
        JsonNode tokens = app.tokens(TestApp.FULL_SCOPE);
        JsonNode status = introspect(tokens.path("access_token").asString());
        assertThat(status.path("active").asBoolean()).isTrue();
        assertThat(status.path("scope").asString()).isEqualTo(TestApp.FULL_SCOPE);
        assertThat(status.path("client_id").asString()).isEqualTo("open-app");
        assertThat(status.path("exp").asLong() - status.path("iat").asLong())
                .isEqualTo(tokens.path("expires_in").asLong());
    }

    @Test
    @Requirement({SMART + 277, SMART + 278, SMART + 279, SMART + 280})
    void learnsByIntrospectionWhoseLaunchATokenIsFrom() {
        JsonNode status = introspect(app.accessToken(TestApp.FULL_SCOPE));
        assertThat(status.path("patient").asString()).isEqualTo("ada");
        assertThat(status.path("encounter").asString()).isEqualTo("ada-enc");
        assertThat(status.path("need_patient_banner").asBoolean()).isTrue();
        assertThat(status.path("iss").asString()).isEqualTo(app.sandbox().fhirBase());
        assertThat(status.path("sub").asString()).isEqualTo("practitioner-sandbox-clinician");
        assertThat(status.path("fhirUser").asString()).endsWith("/Practitioner/sandbox-clinician");
    }

    private JsonNode introspect(String token) {
        return TestApp.json(
                app.post("/auth/introspect", Map.of("token", token), TestApp.basic(CLIENT, TestApp.SECRET)));
    }

    private HttpResponse<String> exchange(String authorization) {
        return app.post("/auth/token", request(), authorization);
    }

    private Map<String, String> request() {
        Map<String, String> authorization = app.authorization(TestApp.FULL_SCOPE);
        authorization.put("client_id", CLIENT);
        authorization.put("launch", app.launch(CLIENT));
        Map<String, String> request =
                new HashMap<>(app.exchange(app.redirected(authorization).getOrDefault("code", "")));
        request.remove("client_id");
        return request;
    }

    private static void assertRefused(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(TestApp.json(response).path("error").asString()).isEqualTo(error);
    }
}
