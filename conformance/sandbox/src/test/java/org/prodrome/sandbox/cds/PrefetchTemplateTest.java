package org.prodrome.sandbox.cds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrefetchTemplateTest {

    private static final JsonNode CONTEXT = JsonMapper.shared().readTree("""
            {"userId":"Practitioner/dr-1","patientId":"p 1","draftOrders":{"resourceType":"Bundle","entry":[
              {"resource":{"resourceType":"MedicationRequest","id":"a"}},
              {"resource":{"resourceType":"ServiceRequest","id":"x"}},
              {"resource":{"resourceType":"MedicationRequest","id":"b"}}]}}""");

    @Test
    void fillsInWhatTheContextAndTheUserAre() {
        assertThat(PrefetchTemplate.fill("Patient/{{context.patientId}}", CONTEXT))
                .contains("Patient/p%201");
        assertThat(PrefetchTemplate.fill("{{context.userId}}", CONTEXT)).contains("Practitioner/dr-1");
        assertThat(PrefetchTemplate.fill("Practitioner/{{userPractitionerId}}", CONTEXT))
                .contains("Practitioner/dr-1");
    }

    @Test
    void listsTheIdsOfDraftOrdersOfOneType() {
        assertThat(PrefetchTemplate.fill("MedicationRequest?_id={{context.draftOrders.MedicationRequest.id}}", CONTEXT))
                .contains("MedicationRequest?_id=a,b");
    }

    @Test
    void escapesWhatAnAddressCannotHold() {
        assertThat(PrefetchTemplate.fill("Observation?code=http://loinc.org|4548-4&date=ge2025-01-01", CONTEXT))
                .contains("Observation?code=http://loinc.org%7C4548-4&date=ge2025-01-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encounter/{{context.encounterId}}",
                "Patient/{{userPatientId}}",
                "Patient/{{today()}}",
                "Observation?subject={{context.draftOrders.Task.id}}"
            })
    void leavesATemplateUnsatisfiedWhoseTokenHasNoValue(String template) {
        assertThat(PrefetchTemplate.fill(template, CONTEXT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://elsewhere.example/Patient/1",
                "//elsewhere.example/x",
                "/auth/token",
                "Patient/../../auth/token",
                "Patient/1#x",
                "$export"
            })
    void refusesAnAddressThatIsNotRelativeToTheFhirServer(String template) {
        assertThat(PrefetchTemplate.fill(template, CONTEXT)).isEmpty();
    }
}
