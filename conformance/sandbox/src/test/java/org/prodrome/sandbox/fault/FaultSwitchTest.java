package org.prodrome.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class FaultSwitchTest {

    private final TestApp app;

    FaultSwitchTest(TestApp app) {
        this.app = app;
    }

    @Test
    void switchesByHttpAndSaysWhatIsOn() {
        assertThat(put("{\"faults\":[{\"type\":\"fhir-down\"}]}").statusCode()).isEqualTo(200);
        assertThat(TestApp.json(app.get("/sandbox/faults")).path("faults").toString())
                .isEqualTo("[{\"type\":\"fhir-down\"}]");
        assertThat(app.fhir("metadata", "").statusCode()).isEqualTo(503);
        assertThat(app.get("/fhir/.well-known/smart-configuration").statusCode())
                .isEqualTo(200);
        put("{\"faults\":[]}");
        assertThat(app.fhir("metadata", "").statusCode()).isEqualTo(200);
    }

    @Test
    void readsBackEveryFaultThatItLists() {
        for (JsonNode name : TestApp.json(app.get("/sandbox/faults")).path("available")) {
            String fault = "{\"type\":\"" + name.asString() + "\",\"millis\":1,\"times\":1,\"retryAfterSeconds\":1,"
                    + "\"resourceType\":\"Condition\",\"scope\":\"launch\",\"endpoint\":\"token\",\"code\":\"invalid_grant\",\"name\":\"RS384\",\"field\":\"token_endpoint\",\"url\":\"http://ehr.example\"}";
            HttpResponse<String> answer = put("{\"faults\":[" + fault + "]}");
            assertThat(answer.statusCode()).as(name.asString()).isEqualTo(200);
            assertThat(TestApp.json(answer).path("faults").path(0).path("type").asString())
                    .isEqualTo(name.asString());
        }
    }

    @Test
    void refusesAFaultItDoesNotKnow() {
        assertThat(put("{\"faults\":[{\"type\":\"earthquake\"}]}").statusCode()).isEqualTo(400);
    }

    @Test
    void limitsTheRateSoManyTimes() {
        String token = app.accessToken("launch patient/*.rs");
        app.sandbox().faults().set(new Fault.RateLimit(2, Duration.ofSeconds(7)));
        assertThat(app.fhir("Patient/ada", token).headers().firstValue("Retry-After"))
                .hasValue("7");
        assertThat(app.fhir("Patient/ada", token).statusCode()).isEqualTo(429);
        assertThat(app.fhir("Patient/ada", token).statusCode()).isEqualTo(200);
    }

    @Test
    void failsOneResourceTypeOnly() {
        String token = app.accessToken("launch patient/*.rs");
        app.sandbox().faults().set(new Fault.ServerError("Observation"));
        assertThat(app.fhir("Observation?patient=ada", token).statusCode()).isEqualTo(500);
        assertThat(app.fhir("Condition?patient=ada", token).statusCode()).isEqualTo(200);
    }

    @Test
    void makesFhirSlow() {
        app.sandbox().faults().set(new Fault.SlowFhir(Duration.ofMillis(300)));
        long start = System.nanoTime();
        app.fhir("metadata", "");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void emptiesTheChartButKeepsThePatient() {
        String token = app.accessToken("launch patient/*.rs");
        app.sandbox().faults().set(new Fault.EmptyChart());
        assertThat(TestApp.json(app.fhir("Observation?patient=ada", token))
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(app.fhir("Patient/ada", token).statusCode()).isEqualTo(200);
    }

    @Test
    void leavesAScopeOutOfTheGrant() {
        app.sandbox().faults().set(new Fault.MissingScope("patient/Condition.rs"));
        JsonNode tokens = app.tokens("launch patient/Observation.rs patient/Condition.rs");
        assertThat(tokens.path("scope").asString()).isEqualTo("launch patient/Observation.rs");
    }

    @Test
    void expiresTheTokensThatAreOutAndAcceptsRefreshedOnes() {
        JsonNode tokens = app.tokens(TestApp.FULL_SCOPE);
        app.sandbox().faults().set(new Fault.ExpiredTokens());
        assertThat(app.fhir("Patient/ada", tokens.path("access_token").asString())
                        .statusCode())
                .isEqualTo(401);
        JsonNode renewed = TestApp.json(app.token(Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                "open-app",
                "refresh_token",
                tokens.path("refresh_token").asString())));
        assertThat(app.fhir("Patient/ada", renewed.path("access_token").asString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void swapsOrDropsTheStateAtTheRedirect() {
        app.sandbox().faults().set(SmartDefect.SWAPPED_STATE);
        assertThat(app.redirected(app.authorization(TestApp.FULL_SCOPE)))
                .containsKey("state")
                .doesNotContainEntry("state", TestApp.STATE);
        app.sandbox().faults().set(SmartDefect.MISSING_STATE);
        assertThat(app.redirected(app.authorization(TestApp.FULL_SCOPE))).doesNotContainKey("state");
    }

    @ParameterizedTest
    @CsvSource({"access_denied", "login_required", "temporarily_unavailable", "unauthorized_client"})
    void refusesAtTheRedirectByTheErrorItIsSwitchedTo(String code) {
        app.sandbox().faults().set(new Fault.OAuthRefusal(Fault.Endpoint.AUTHORIZE, code));
        assertThat(app.redirected(app.authorization(TestApp.FULL_SCOPE)))
                .containsEntry("error", code)
                .containsEntry("state", TestApp.STATE)
                .doesNotContainKey("code");
    }

    @ParameterizedTest
    @CsvSource({"invalid_grant, 400", "invalid_client, 401", "temporarily_unavailable, 503"})
    void refusesAtTheTokenEndpointByTheErrorItIsSwitchedTo(String code, int status) {
        String granted = app.redirected(app.authorization(TestApp.FULL_SCOPE)).getOrDefault("code", "");
        app.sandbox().faults().set(new Fault.OAuthRefusal(Fault.Endpoint.TOKEN, code));
        HttpResponse<String> answer = app.token(app.exchange(granted));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(TestApp.json(answer).path("error").asString()).isEqualTo(code);
    }

    @Test
    void givesBackAUsedRefreshTokenOrAnotherPatientOnlyWhereSwitched() {
        JsonNode first = app.tokens(TestApp.FULL_SCOPE);
        app.sandbox().faults().set(SmartDefect.REFRESH_TOKEN_REUSED);
        assertThat(refreshed(first).path("refresh_token")).isEqualTo(first.path("refresh_token"));
        app.sandbox().faults().set(SmartDefect.OTHER_PATIENT_AT_REFRESH);
        JsonNode second = refreshed(first);
        assertThat(second.path("patient").asString()).isNotEqualTo("ada");
        app.sandbox().faults().set(SmartDefect.REFRESH_REFUSED);
        assertThat(refreshed(second).path("error").asString()).isEqualTo("invalid_grant");
        app.sandbox().faults().clear();
        assertThat(refreshed(second).path("patient").asString()).isEqualTo("ada");
    }

    private JsonNode refreshed(JsonNode tokens) {
        return TestApp.json(app.token(Map.of(
                "grant_type", "refresh_token",
                "client_id", "open-app",
                "refresh_token", tokens.path("refresh_token").asString())));
    }

    private HttpResponse<String> put(String body) {
        return app.send(HttpRequest.newBuilder(URI.create(app.sandbox().origin() + "/sandbox/faults"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }
}
