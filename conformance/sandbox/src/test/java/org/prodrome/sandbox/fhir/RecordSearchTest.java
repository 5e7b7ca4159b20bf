package org.prodrome.sandbox.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import org.prodrome.sandbox.smart.LaunchRequest;
import tools.jackson.databind.JsonNode;

/** Searches of every type of a record, on the patients inside the jar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordSearchTest {

    private final TestApp app = SandboxExtension.start(settings -> settings.withPatientData(null));

    @AfterAll
    void stop() {
        app.sandbox().close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "MedicationStatement?status=active; aspirin",
                "MedicationStatement?code=5640; ibuprofen",
                "MedicationAdministration?status=completed; heparin",
                "MedicationAdministration?effective-time=ge2020-01-01&status=not-done; refused",
                "MedicationDispense?prescription=MedicationRequest/record-all-types-warfarin-rx; warfarin-fill",
                "MedicationRequest?status=stopped; combination-rx",
                "CarePlan?category=assess-plan; plan",
                "Goal?lifecycle-status=active; weight",
                "CareTeam?status=active; team",
                "ServiceRequest?code=http://snomed.info/sct|40701008; echo",
                "Device?type=14106009; pacemaker",
                "DeviceUseStatement?device=Device/record-all-types-pacemaker; pacemaker-use",
                "ImagingStudy?identifier=urn:oid:1.2.3.4.5.6; ct",
                "Coverage?status=active; insurance",
                "Observation?category=survey&code=44261-6; phq-score",
                "Observation?category=social-history; smoking",
                "Condition?category=health-concern; concern",
                "Immunization?status=not-done; pneumo",
                "QuestionnaireResponse?status=completed; phq-form",
                "RelatedPerson?active=true; son"
            })
    void findsEachTypeByItsParameters(String query, String id) {
        JsonNode found = search("record-all-types", query.replace("?", "?patient=record-all-types&"));
        assertThat(SearchTest.ids(found, "match")).containsExactly("record-all-types-" + id);
    }

    @Test
    void findsTheProvenanceOfAnOrder() {
        JsonNode found = search("record-all-types", "Provenance?target=MedicationRequest/record-all-types-warfarin-rx");
        assertThat(SearchTest.ids(found, "match")).containsExactly("record-all-types-of-warfarin");
    }

    @Test
    void findsTheConsentThatIsInForce() {
        JsonNode found = search("record-opted-out", "Consent?patient=record-opted-out&status=active");
        assertThat(SearchTest.ids(found, "match")).containsExactly("record-opted-out-deny");
    }

    @Test
    void bringsTheMedicationOfADispenseAndTheProvenanceOfARequest() {
        JsonNode dispense = search(
                "record-all-types",
                "MedicationDispense?patient=record-all-types&_include=MedicationDispense:medication");
        assertThat(SearchTest.ids(dispense, "include")).containsExactly("record-all-types-warfarin");
        JsonNode request = search(
                "record-all-types",
                "MedicationRequest?patient=record-all-types&status=active&_revinclude=Provenance:target&_include=MedicationRequest:medication");
        assertThat(SearchTest.ids(request, "include"))
                .containsExactlyInAnyOrder("record-all-types-warfarin", "record-all-types-of-warfarin");
    }

    @Test
    void findsLabelledResourcesByTheirLabel() {
        JsonNode found = search("record-sensitive", "Condition?patient=record-sensitive&_security=PSY");
        assertThat(SearchTest.ids(found, "match")).isEqualTo(List.of("record-sensitive-depression"));
    }

    private JsonNode search(String patient, String query) {
        String token = app.sandbox()
                .tokens()
                .issueDirectly(LaunchRequest.of("open-app", patient, "sandbox-clinician"), "patient/*.rs")
                .accessToken();
        return TestApp.json(app.fhir(query, token));
    }
}
