package org.prodrome.sandbox.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class StandaloneLaunchTest {

    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";
    private static final String SCOPE = "launch/patient openid fhirUser patient/*.rs";

    private final TestApp app;

    StandaloneLaunchTest(TestApp app) {
        this.app = app;
    }

    @Test
    @Requirement({SMART + 353, SMART + 363, SMART + 164, SMART + 348, SMART + 350})
    void asksTheUserToSignInAndPickAPatient() {
        String page = page(SCOPE);
        assertThat(page)
                .contains("id=\"standalone-user\"", "id=\"standalone-patient-search\"", "id=\"standalone-patient-ben\"")
                .contains("id=\"standalone-allow\"", "id=\"standalone-deny\"");
        assertThat(tokens(allow(page, "ben")).path("patient").asString()).isEqualTo("ben");
    }

    @Test
    void findsPatientsByNameOrId() {
        String found = search(page(SCOPE), "BEN");
        assertThat(found).contains("standalone-patient-ben").doesNotContain("standalone-patient-ada");
        assertThat(search(found, "nobody-at-all")).contains("No patient found");
        assertThat(tokens(allow(found, "ben")).path("patient").asString()).isEqualTo("ben");
    }

    @Test
    void showsWhatWasSearchedForAsTextAlone() {
        assertThat(search(page(SCOPE), "\"><script>")).doesNotContain("<script>");
    }

    @Test
    @Requirement(SMART + 149)
    void choosesNoPatientWhereNoneIsAskedFor() {
        String page = page("openid fhirUser user/Patient.rs");
        assertThat(page).doesNotContain("standalone-patient");
        JsonNode tokens = tokens(allow(page, "ben"));
        assertThat(tokens.has("patient")).isFalse();
        assertThat(tokens.has("need_patient_banner")).isFalse();
        assertThat(tokens.has("id_token")).isTrue();
        assertThat(app.fhir("Patient/ben", tokens.path("access_token").asString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Requirement(SMART + 165)
    void refusesPatientScopesWithoutAPatientToChoose() {
        Map<String, String> request = app.authorization("openid patient/*.rs");
        request.remove("launch");
        assertThat(app.redirected(request)).containsEntry("error", "invalid_scope");
    }

    @Test
    void waitsUntilAPatientOfThisEhrIsChosen() {
        String page = page(SCOPE);
        assertThat(allow(page, "made-up").statusCode()).isEqualTo(400);
        assertThat(allow(page, "").statusCode()).isEqualTo(400);
        assertThat(app.query(allow(page, "ben"))).containsKey("code");
    }

    @Test
    void takesOneAnswerOnly() {
        String page = page(SCOPE);
        allow(page, "ben");
        assertThat(allow(page, "ada").statusCode()).isEqualTo(400);
    }

    @Test
    @Requirement({SMART + 54, SMART + 56, SMART + 59})
    void tellsTheAppWhenTheUserSaysNo() {
        String page = page(SCOPE);
        HttpResponse<String> answer =
                app.post("/auth/choice", TestApp.form(Map.of("request", id(page), "answer", "deny")));
        assertThat(app.query(answer)).containsEntry("error", "access_denied").containsEntry("state", TestApp.STATE);
        assertThat(allow(page, "ben").statusCode()).isEqualTo(400);
    }

    private String page(String scope) {
        Map<String, String> request = app.authorization(scope);
        request.remove("launch");
        return app.authorize(request).body();
    }

    private String search(String page, String text) {
        return app.post("/auth/standalone", TestApp.form(Map.of("request", id(page), "search", text)))
                .body();
    }

    private HttpResponse<String> allow(String page, String patient) {
        return app.post(
                "/auth/choice",
                TestApp.form(Map.of(
                        "request", id(page), "user", "sandbox-resident", "patient", patient, "answer", "allow")));
    }

    private JsonNode tokens(HttpResponse<String> answer) {
        return TestApp.json(app.token(app.exchange(app.query(answer).getOrDefault("code", ""))));
    }

    private static String id(String page) {
        return page.replaceAll("(?s).*name=\"request\" value=\"([^\"]+)\".*", "$1");
    }
}
