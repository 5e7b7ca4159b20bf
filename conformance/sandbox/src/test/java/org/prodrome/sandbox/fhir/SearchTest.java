package org.prodrome.sandbox.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import org.prodrome.sandbox.smart.LaunchRequest;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class SearchTest {

    private final TestApp app;
    private String token = "";

    SearchTest(TestApp app) {
        this.app = app;
    }

    @BeforeEach
    void launch() {
        token = app.accessToken("launch patient/*.rs");
    }

    /** Dates are those of the data set two days on: its reference date was 31 January, the EHR's today is 2 February. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Observation?patient=ada; ada-egfr-1 ada-egfr-2 ada-bp",
                "Observation?subject=Patient/ada&category=laboratory; ada-egfr-1 ada-egfr-2",
                "Observation?patient=ada&category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs; ada-bp",
                "Observation?patient=ada&code=http://loinc.org|33914-3; ada-egfr-1 ada-egfr-2",
                "Observation?patient=ada&code=http://loinc.org|33914-3,http://loinc.org|85354-9; ada-egfr-1 ada-egfr-2 ada-bp",
                "Observation?patient=ada&code=http://snomed.info/sct|33914-3; ''",
                "Observation?patient=ada&date=2026-02-01; ada-egfr-2",
                "Observation?patient=ada&date=ge2026-02-01; ada-egfr-2 ada-bp",
                "Observation?patient=ada&date=gt2026-02-01; ada-bp",
                "Observation?patient=ada&date=lt2026-02-01; ada-egfr-1",
                "Observation?patient=ada&date=le2026-02-01; ada-egfr-1 ada-egfr-2",
                "Observation?patient=ada&date=ge2026-02-01&date=lt2026-02-02; ada-egfr-2",
                "Observation?patient=ada&status=amended; ada-bp",
                "Observation?patient=ada&_sort=-date; ada-bp ada-egfr-2 ada-egfr-1",
                "Observation?_id=ada-bp; ada-bp",
                "Condition?patient=ada&clinical-status=active; ada-ckd",
                "Patient?identifier=urn:tiny:mrn|1001; ada",
                "Patient?birthdate=1956-02-12; ada",
                "AllergyIntolerance?patient=ada; ada-allergy"
            })
    void finds(String query, String ids) {
        JsonNode bundle = TestApp.json(app.fhir(query, token));
        assertThat(String.join(" ", ids(bundle, "match"))).isEqualTo(ids == null ? "" : ids);
        assertThat(bundle.path("total").asInt()).isEqualTo(ids(bundle, "match").size());
    }

    @Test
    void bringsTheMedicationAlongWhenAsked() {
        JsonNode bundle =
                TestApp.json(app.fhir("MedicationRequest?patient=ada&_include=MedicationRequest:medication", token));
        assertThat(ids(bundle, "match")).containsExactly("ada-ibu");
        assertThat(ids(bundle, "include")).containsExactly("med-1");
    }

    @Test
    void pagesThroughOpaqueLinks() {
        JsonNode first = TestApp.json(app.fhir("Observation?patient=ada&_count=2&_sort=date", token));
        assertThat(ids(first, "match")).containsExactly("ada-egfr-1", "ada-egfr-2");
        String next = link(first, "next");
        JsonNode second = TestApp.json(app.fhir(next, token));
        assertThat(ids(second, "match")).containsExactly("ada-bp");
        assertThat(second.path("total").asInt()).isEqualTo(3);
        assertThat(link(second, "next")).isEmpty();
        assertThat(URI.create(next).getQuery()).matches("_page=[0-9a-f-]{36}");
    }

    @Test
    void showsAPageToNobodyElse() {
        String next = link(TestApp.json(app.fhir("Observation?patient=ada&_count=1", token)), "next");
        assertThat(app.fhir(next, "").statusCode()).isEqualTo(401);
        String ben = app.sandbox()
                .tokens()
                .issueDirectly(LaunchRequest.of("open-app", "ben", "sandbox-clinician"), "patient/*.rs")
                .accessToken();
        assertThat(app.fhir(next, ben).statusCode()).isEqualTo(410);
    }

    @Test
    void ignoresAnUnknownParameterUnlessTheClientWantsStrictness() {
        String query = "Observation?patient=ada&shoe-size=43";
        HttpResponse<String> lenient = app.fhir(query, token);
        assertThat(lenient.statusCode()).isEqualTo(200);
        assertThat(link(TestApp.json(lenient), "self")).contains("patient=").doesNotContain("shoe-size");
        HttpResponse<String> strict = app.fhir(query, token, "Prefer", "handling=strict");
        assertOutcome(strict, 400);
    }

    @ParameterizedTest
    @CsvSource({
        "Observation?patient=ada&date=yesterday",
        "Observation?patient=ada&code:in=x",
        "Observation?patient=ada&_count=-1",
        "Observation?patient=ada&_sort=shoe-size",
        "Observation?patient="
    })
    void refusesASearchThatMakesNoSense(String query) {
        assertOutcome(app.fhir(query, token), 400);
    }

    @Test
    void takesASearchByPost() {
        HttpResponse<String> response =
                app.send(HttpRequest.newBuilder(URI.create(app.sandbox().fhirBase() + "/Observation/_search"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("patient=ada&status=amended")));
        assertThat(ids(TestApp.json(response), "match")).containsExactly("ada-bp");
    }

    static List<String> ids(JsonNode bundle, String mode) {
        return bundle.path("entry")
                .valueStream()
                .filter(entry -> entry.path("search").path("mode").asString().equals(mode))
                .map(entry -> entry.path("resource").path("id").asString())
                .toList();
    }

    static String link(JsonNode bundle, String relation) {
        return bundle.path("link")
                .valueStream()
                .filter(link -> link.path("relation").asString().equals(relation))
                .map(link -> link.path("url").asString())
                .findFirst()
                .orElse("");
    }

    static void assertOutcome(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(TestApp.json(response).path("resourceType").asString()).isEqualTo("OperationOutcome");
    }
}
