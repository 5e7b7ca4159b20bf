package org.prodrome.sandbox.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import tools.jackson.databind.JsonNode;

@ExtendWith(SandboxExtension.class)
class EverythingTest {

    private final TestApp app;
    private String token = "";

    EverythingTest(TestApp app) {
        this.app = app;
    }

    @BeforeEach
    void launch() {
        token = app.accessToken("launch patient/*.cruds");
    }

    @Test
    void bringsTheWholeChartThePatientFirstAndWhatItRefersTo() {
        List<String> ids = SearchTest.ids(TestApp.json(app.fhir("Patient/ada/$everything", token)), "match");
        assertThat(ids).startsWith("ada").contains("ada-bp", "ada-ckd", "ada-ibu", "ada-allergy", "med-1");
        assertThat(ids).doesNotContain("ben", "ben-bp", "gp-1").doesNotHaveDuplicates();
    }

    @Test
    void pagesByCountUntilNothingIsLeft() {
        List<String> ids = new ArrayList<>();
        String url = "Patient/ada/$everything?_count=3";
        int pages = 0;
        while (!url.isEmpty()) {
            JsonNode page = TestApp.json(app.fhir(url, token));
            assertThat(SearchTest.ids(page, "match")).hasSizeLessThanOrEqualTo(3);
            ids.addAll(SearchTest.ids(page, "match"));
            url = SearchTest.link(page, "next");
            pages++;
        }
        assertThat(pages).isGreaterThan(2);
        assertThat(ids).doesNotHaveDuplicates().contains("ada", "ada-bp", "med-1");
    }

    @Test
    void keepsToTheTypesAskedFor() {
        JsonNode page = TestApp.json(app.fhir("Patient/ada/$everything?_type=Condition,AllergyIntolerance", token));
        assertThat(SearchTest.ids(page, "match")).containsExactly("ada-ckd", "ada-allergy");
        SearchTest.assertOutcome(app.fhir("Patient/ada/$everything?_type=Shoe", token), 400);
    }

    @Test
    void bringsOnlyWhatIsNewerThanSince() {
        JsonNode old = TestApp.json(app.fhir("Patient/ada/$everything?_since=2999-01-01T00:00:00Z", token));
        assertThat(SearchTest.ids(old, "match")).isEmpty();
        JsonNode all = TestApp.json(app.fhir("Patient/ada/$everything?_since=2000-01-01T00:00:00Z", token));
        assertThat(SearchTest.ids(all, "match")).contains("ada", "ada-bp");
    }

    @Test
    void leavesOutWhatTheGrantDoesNotCover() {
        String narrow = app.accessToken("launch patient/Patient.r patient/Condition.rs");
        JsonNode page = TestApp.json(app.fhir("Patient/ada/$everything", narrow));
        assertThat(SearchTest.ids(page, "match")).containsExactly("ada", "ada-ckd");
    }

    @Test
    void refusesAnotherPatient() {
        SearchTest.assertOutcome(app.fhir("Patient/ben/$everything", token), 403);
    }

    @Test
    void bringsProvenanceAlongWhenAsked() {
        String provenance = """
                {"resourceType":"Provenance","target":[{"reference":"Condition/ada-ckd"}],
                 "recorded":"2026-02-02T10:00:00Z","agent":[{"who":{"reference":"Practitioner/sandbox-clinician"}}]}
                """;
        String id = TestApp.json(app.fhirPost("Provenance", provenance, token))
                .path("id")
                .asString();
        JsonNode page = TestApp.json(app.fhir("Condition?patient=ada&_revinclude=Provenance:target", token));
        assertThat(SearchTest.ids(page, "match")).containsExactly("ada-ckd");
        assertThat(SearchTest.ids(page, "include")).containsExactly(id);
    }

    @Test
    void findsByTheTimeOfTheLastUpdate() {
        String query = "Condition?patient=ada&_lastUpdated=";
        assertThat(SearchTest.ids(TestApp.json(app.fhir(query + "ge2999-01-01T00:00:00Z", token)), "match"))
                .isEmpty();
        assertThat(SearchTest.ids(TestApp.json(app.fhir(query + "lt2999-01-01T00:00:00Z", token)), "match"))
                .containsExactly("ada-ckd");
    }
}
