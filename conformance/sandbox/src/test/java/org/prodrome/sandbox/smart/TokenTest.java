package org.prodrome.sandbox.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class TokenTest {

    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    private final TestApp app;

    TokenTest(TestApp app) {
        this.app = app;
    }

    @Test
    @Requirement({
        SMART + 73,
        SMART + 74,
        SMART + 75,
        SMART + 76,
        SMART + 78,
        SMART + 84,
        SMART + 85,
        SMART + 88,
        SMART + 168,
        SMART + 169,
        SMART + 170,
        SMART + 171,
        SMART + 173,
        SMART + 200,
        SMART + 359,
        SMART + 361,
        SMART + 362
    })
    void givesTheLaunchContextBesideTheToken() {
        JsonNode tokens = app.tokens(TestApp.FULL_SCOPE);
        assertThat(tokens.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.path("expires_in").asInt()).isPositive();
        assertThat(tokens.path("scope").asString()).isEqualTo(TestApp.FULL_SCOPE);
        assertThat(tokens.path("patient").asString()).isEqualTo("ada");
        assertThat(tokens.path("encounter").asString()).isEqualTo("ada-enc");
        assertThat(tokens.path("need_patient_banner").asBoolean()).isTrue();
        assertThat(tokens.has("id_token")).isTrue();
        assertThat(tokens.has("refresh_token")).isTrue();
    }

    @Test
    @Requirement({SMART + 86, SMART + 87})
    void forbidsAnyoneToKeepTheAnswer() {
        HttpResponse<String> response = app.token(app.exchange(code()));
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("Pragma")).hasValue("no-cache");
    }

    @ParameterizedTest
    @CsvSource({
        "code, made-up, 400, invalid_grant",
        "redirect_uri, http://127.0.0.1:1/other, 400, invalid_grant",
        "code_verifier, wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww, 400, invalid_grant",
        "code_verifier, short, 400, invalid_grant",
        "client_id, other-app, 400, invalid_grant",
        "client_id, nobody, 401, invalid_client",
        "client_id, keyed-app, 401, invalid_client",
        "client_secret, hunter2, 401, invalid_client",
        "grant_type, password, 400, unsupported_grant_type"
    })
    @Requirement({SMART + 31, SMART + 73})
    void refusesAnExchangeInWhich(String parameter, String value, int status, String error) {
        Map<String, String> request = app.exchange(code());
        request.put(parameter, value);
        assertRefused(app.token(request), status, error);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, 400, invalid_request",
        "code, 400, invalid_request",
        "redirect_uri, 400, invalid_request",
        "code_verifier, 400, invalid_request",
        "client_id, 401, invalid_client"
    })
    @Requirement({SMART + 31, SMART + 73})
    void refusesAnExchangeThatLacks(String parameter, int status, String error) {
        Map<String, String> request = app.exchange(code());
        request.remove(parameter);
        assertRefused(app.token(request), status, error);
    }

    @Test
    void revokesWhatACodeGaveWhenTheCodeComesAgain() {
        Map<String, String> request = app.exchange(code());
        JsonNode tokens = TestApp.json(app.token(request));
        assertRefused(app.token(request), 400, "invalid_grant");
        assertThat(app.fhir("Patient/ada", tokens.path("access_token").asString())
                        .statusCode())
                .isEqualTo(401);
        assertRefused(refresh(tokens), 400, "invalid_grant");
    }

    @Test
    void spendsTheCodeOnAWrongVerifier() {
        Map<String, String> request = app.exchange(code());
        request.put("code_verifier", "w".repeat(43));
        app.token(request);
        request.put("code_verifier", TestApp.VERIFIER);
        assertRefused(app.token(request), 400, "invalid_grant");
    }

    @Test
    void takesParametersFromTheBodyAlone() {
        Map<String, String> request = app.exchange(code());
        HttpResponse<String> response = app.post("/auth/token?" + TestApp.form(request), "");
        assertRefused(response, 400, "invalid_request");
    }

    @Test
    void refusesASecretFromAPublicClient() {
        HttpResponse<String> response =
                app.send(HttpRequest.newBuilder(URI.create(app.sandbox().origin() + "/auth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", "Basic b3Blbi1hcHA6aHVudGVyMg==")
                        .POST(HttpRequest.BodyPublishers.ofString(TestApp.form(app.exchange(code())))));
        assertRefused(response, 401, "invalid_client");
    }

    @Test
    @Requirement({SMART + 89, SMART + 100, SMART + 366})
    void givesARefreshTokenOnlyWhereOneWasAskedFor() {
        assertThat(app.tokens("launch patient/*.rs").has("refresh_token")).isFalse();
        assertThat(app.tokens("launch online_access patient/*.rs").has("refresh_token"))
                .isTrue();
    }

    @Test
    @Requirement({SMART + 101, SMART + 109, SMART + 110, SMART + 365})
    void replacesTheRefreshTokenAtEveryUse() {
        JsonNode first = app.tokens(TestApp.FULL_SCOPE);
        JsonNode second = TestApp.json(refresh(first));
        assertThat(second.path("refresh_token").asString())
                .isNotEqualTo(first.path("refresh_token").asString());
        assertThat(second.path("scope").asString()).isEqualTo(TestApp.FULL_SCOPE);
        assertThat(app.fhir("Patient/ada", second.path("access_token").asString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void revokesTheWholeFamilyWhenAnOldRefreshTokenComesBack() {
        JsonNode first = app.tokens(TestApp.FULL_SCOPE);
        JsonNode second = TestApp.json(refresh(first));
        assertRefused(refresh(first), 400, "invalid_grant");
        assertRefused(refresh(second), 400, "invalid_grant");
        assertThat(app.fhir("Patient/ada", second.path("access_token").asString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    @Requirement(SMART + 104)
    void refreshesToFewerScopesButNeverToMore() {
        JsonNode tokens = app.tokens("launch offline_access patient/Observation.rs");
        Map<String, String> more = refreshRequest(tokens);
        more.put("scope", "patient/Condition.rs");
        assertRefused(app.token(more), 400, "invalid_scope");
        Map<String, String> fewer = refreshRequest(tokens);
        fewer.put("scope", "patient/Observation.r");
        assertThat(TestApp.json(app.token(fewer)).path("scope").asString()).isEqualTo("patient/Observation.r");
    }

    @Test
    @Requirement(SMART + 103)
    void refusesARefreshTokenOfAnotherClient() {
        Map<String, String> request = refreshRequest(app.tokens(TestApp.FULL_SCOPE));
        request.put("client_id", "other-app");
        assertRefused(app.token(request), 400, "invalid_grant");
    }

    @Test
    void saysWhatATokenIsGoodForToWhoeverHoldsOne() {
        JsonNode tokens = app.tokens(TestApp.FULL_SCOPE);
        String token = tokens.path("access_token").asString();
        JsonNode status = TestApp.json(introspect(token, token));
        assertThat(status.path("active").asBoolean()).isTrue();
        assertThat(status.path("scope").asString()).isEqualTo(TestApp.FULL_SCOPE);
        assertThat(status.path("client_id").asString()).isEqualTo("open-app");
        assertThat(status.path("patient").asString()).isEqualTo("ada");
        assertThat(status.path("iss").asString()).isEqualTo(app.sandbox().fhirBase());
        assertThat(status.path("exp").asLong()).isPositive();
        assertThat(introspect(token, "made-up").statusCode()).isEqualTo(401);
    }

    @Test
    void callsAnUnknownTokenInactiveAndNothingElse() {
        String token = app.accessToken(TestApp.FULL_SCOPE);
        assertThat(introspect("made-up", token).body()).isEqualTo("{\"active\":false}");
    }

    @Test
    void revokesOnRequest() {
        JsonNode tokens = app.tokens(TestApp.FULL_SCOPE);
        String refresh = tokens.path("refresh_token").asString();
        assertThat(app.post("/auth/revoke", TestApp.form(Map.of("client_id", "open-app", "token", refresh)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(app.fhir("Patient/ada", tokens.path("access_token").asString())
                        .statusCode())
                .isEqualTo(401);
    }

    private String code() {
        return app.redirected(app.authorization(TestApp.FULL_SCOPE)).getOrDefault("code", "");
    }

    private HttpResponse<String> refresh(JsonNode tokens) {
        return app.token(refreshRequest(tokens));
    }

    private static Map<String, String> refreshRequest(JsonNode tokens) {
        return new HashMap<>(Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                "open-app",
                "refresh_token",
                tokens.path("refresh_token").asString()));
    }

    private HttpResponse<String> introspect(String token, String bearer) {
        return app.send(HttpRequest.newBuilder(URI.create(app.sandbox().origin() + "/auth/introspect"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Bearer " + bearer)
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token)));
    }

    private static void assertRefused(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(TestApp.json(response).path("error").asString()).isEqualTo(error);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
}
