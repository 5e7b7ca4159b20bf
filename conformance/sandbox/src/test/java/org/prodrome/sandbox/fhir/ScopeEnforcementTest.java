package org.prodrome.sandbox.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;

@ExtendWith(SandboxExtension.class)
class ScopeEnforcementTest {

    private static final String ORDER = """
            {"resourceType":"ServiceRequest","status":"draft","intent":"proposal","code":{"text":"x"},
             "subject":{"reference":"Patient/%s"}}
            """;

    private final TestApp app;

    ScopeEnforcementTest(TestApp app) {
        this.app = app;
    }

    @Test
    void answersNothingButMetadataWithoutAToken() {
        assertThat(app.fhir("metadata", "").statusCode()).isEqualTo(200);
        var refused = app.fhir("Patient/ada", "");
        SearchTest.assertOutcome(refused, 401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(app.fhir("Patient/ada", "made-up").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "launch patient/Observation.rs, Observation/ada-bp, 200",
        "launch patient/Observation.read, Observation/ada-bp, 200",
        "launch patient/*.rs, Observation/ada-bp, 200",
        "launch patient/*.s, Observation/ada-bp, 403",
        "launch patient/*.r, Observation?patient=ada, 403",
        "launch patient/Condition.rs, Observation/ada-bp, 403",
        "launch patient/*.rs, Observation/ben-bp, 403",
        "launch patient/*.rs, Patient/ben, 403",
        "launch user/*.rs, Observation/ben-bp, 200",
        "launch patient/*.rs, Practitioner/sandbox-clinician, 200",
        "launch openid, Practitioner/sandbox-clinician, 403",
        "launch patient/*.rs, Observation/nothing, 404"
    })
    void allowsWhatTheScopeCovers(String scope, String path, int status) {
        assertThat(app.fhir(path, app.accessToken(scope)).statusCode()).isEqualTo(status);
    }

    @Test
    void hidesOtherPatientsFromASearchByPatientScope() {
        String token = app.accessToken("launch patient/*.rs");
        assertThat(TestApp.json(app.fhir("Observation?patient=ben", token))
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(SearchTest.ids(TestApp.json(app.fhir("Observation", token)), "match"))
                .doesNotContain("ben-bp")
                .contains("ada-bp");
    }

    @Test
    void narrowsByTheParametersOfAGranularScope() {
        String token = app.accessToken("launch patient/Observation.rs?category="
                + "http://terminology.hl7.org/CodeSystem/observation-category|laboratory");
        assertThat(SearchTest.ids(TestApp.json(app.fhir("Observation?patient=ada", token)), "match"))
                .containsExactly("ada-egfr-1", "ada-egfr-2");
        assertThat(app.fhir("Observation/ada-bp", token).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "launch patient/*.rs, ada, 403",
        "launch patient/ServiceRequest.c, ada, 201",
        "launch patient/ServiceRequest.write, ada, 201",
        "launch patient/ServiceRequest.c, ben, 403",
        "launch user/ServiceRequest.c, ben, 201"
    })
    void letsAClientWriteOnlyWhereItsScopeSaysSo(String scope, String patient, int status) {
        assertThat(app.fhirPost("ServiceRequest", ORDER.formatted(patient), app.accessToken(scope))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void doesNotLetAnUpdateCarryAResourceToAnotherPatient() {
        String token = app.accessToken("launch patient/*.cruds");
        var created = app.fhirPost("ServiceRequest", ORDER.formatted("ada"), token);
        String id = TestApp.json(created).path("id").asString();
        String moved = ORDER.formatted("ben").replace("{\"resource", "{\"id\":\"" + id + "\",\"resource");
        assertThat(app.fhirPut("ServiceRequest/" + id, moved, token, "If-Match", "W/\"1\"")
                        .statusCode())
                .isEqualTo(403);
    }
}
