package org.prodrome.sandbox.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;

@ExtendWith(SandboxExtension.class)
class AuthorizationTest {

    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    private final TestApp app;

    AuthorizationTest(TestApp app) {
        this.app = app;
    }

    @Test
    @Requirement({SMART + 48, SMART + 53, SMART + 56, SMART + 57, SMART + 59, SMART + 352})
    void answersARightRequestWithACodeAndTheSameState() {
        Map<String, String> answer = app.redirected(app.authorization(TestApp.FULL_SCOPE));
        assertThat(answer).containsEntry("state", TestApp.STATE).containsKey("code");
    }

    @Test
    @Requirement({SMART + 49, SMART + 354})
    void takesTheRequestByPostToo() {
        HttpResponse<String> response =
                app.post("/auth/authorize", TestApp.form(app.authorization(TestApp.FULL_SCOPE)));
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(app.query(response)).containsKey("code");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, invalid_request",
        "scope, invalid_request",
        "state, invalid_request",
        "aud, invalid_request",
        "code_challenge, invalid_request",
        "code_challenge_method, invalid_request",
        "launch, invalid_request"
    })
    void refusesARequestThatLacks(String parameter, String error) {
        Map<String, String> request = app.authorization(TestApp.FULL_SCOPE);
        request.remove(parameter);
        assertThat(app.redirected(request)).containsEntry("error", error).doesNotContainKey("code");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "state, tooshort, invalid_request",
        "aud, http://localhost:1/fhir, invalid_request",
        "code_challenge, short, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "launch, made-up, invalid_request",
        "scope, launch patient/Observation.sr, invalid_scope",
        "scope, patient/*.rs, invalid_scope"
    })
    @Requirement({SMART + 14, SMART + 15, SMART + 54, SMART + 96})
    void refusesARequestInWhich(String parameter, String value, String error) {
        Map<String, String> request = app.authorization(TestApp.FULL_SCOPE);
        request.put(parameter, value);
        assertThat(app.redirected(request)).containsEntry("error", error).doesNotContainKey("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "?x=1", "/../evil", "%20"})
    @Requirement(SMART + 18)
    void redirectsNowhereButToARegisteredUri(String suffix) {
        Map<String, String> request = app.authorization(TestApp.FULL_SCOPE);
        request.merge("redirect_uri", suffix, String::concat);
        HttpResponse<String> response = app.authorize(request);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void redirectsNowhereForAnUnknownClient() {
        Map<String, String> request = app.authorization(TestApp.FULL_SCOPE);
        request.put("client_id", "nobody");
        assertThat(app.authorize(request).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAParameterThatComesTwice() {
        String twice = TestApp.form(app.authorization(TestApp.FULL_SCOPE)) + "&scope=launch";
        assertThat(app.query(app.post("/auth/authorize", twice))).containsEntry("error", "invalid_request");
    }

    @Test
    void opensALaunchOnce() {
        Map<String, String> request = app.authorization(TestApp.FULL_SCOPE);
        assertThat(app.redirected(request)).containsKey("code");
        assertThat(app.redirected(request)).containsEntry("error", "invalid_request");
    }

    @Test
    void refusesALaunchThatWasIssuedToAnotherApp() {
        Map<String, String> request = app.authorization(TestApp.FULL_SCOPE);
        request.put("launch", app.launch("other-app"));
        assertThat(app.redirected(request)).containsEntry("error", "invalid_request");
    }

    @Test
    void keepsTheLaunchOpenWhenTheRequestWasRefusedForAnotherReason() {
        Map<String, String> request = app.authorization(TestApp.FULL_SCOPE);
        request.put("code_challenge_method", "plain");
        app.authorize(request);
        request.put("code_challenge_method", "S256");
        assertThat(app.redirected(request)).containsKey("code");
    }
}
