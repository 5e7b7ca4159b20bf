package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.prodrome.fhir.FhirTexts.patient;
import static org.prodrome.fhir.mapping.TestMapping.map;
import static org.prodrome.fhir.mapping.TestMapping.resource;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

class ModifierExtensionsTest {
    private static final String NOT = "\"modifierExtension\":[{\"url\":\"urn:house:not\",\"valueBoolean\":true}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Condition                | %s
            Procedure                | %s
            Observation              | "component":[{"code":{"text":"a"},"valueInteger":1},{"code":{"text":"b"},%s}]
            Observation              | "referenceRange":[{"text":"1-2",%s}]
            MedicationRequest        | "dosageInstruction":[{"text":"daily"},{"text":"at night",%s}]
            MedicationRequest        | "dosageInstruction":[{"timing":{%s}}]
            MedicationRequest        | "contained":[{"resourceType":"Medication","id":"m",%s}]
            MedicationAdministration | "dosage":{"text":"1",%s}
            AllergyIntolerance       | "reaction":[{"manifestation":[{"text":"rash"}],%s}]
            """)
    void whatAnUnknownExtensionChangesTheMeaningOfIsLeftOutAndCounted(String type, String elements) {
        String rest = elements.replace("%s", NOT);

        PatientRecord record = map(resource(type, "x", rest), resource(type, "y", rest));

        assertThat(record.events(ClinicalEvent.class)).isEmpty();
        assertThat(record.resourceCount()).isEqualTo(1); // the Patient
        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason, Gap::detail)
                .containsExactly(tuple(
                        type,
                        Gap.Reason.UNREADABLE,
                        "2 carry an unknown extension that changes their meaning and were left out"));
    }

    @Test
    void anOrdinaryExtensionLeavesNothingOut() {
        assertThat(map(resource("Condition", "c", NOT.replace("modifierExtension", "extension")))
                        .gaps())
                .isEmpty();
    }

    @Test
    void aMedicationItIsOnTellsNoIngredients() {
        PatientRecord record = map(
                "{\"resourceType\":\"Medication\",\"id\":\"m\",\"code\":{\"text\":\"not this\"}," + NOT + "}",
                resource(
                        "MedicationRequest",
                        "r",
                        "\"medicationReference\":{\"reference\":\"Medication/m\",\"display\":\"that\"}"));

        assertThat(record.events(MedicationOrder.class))
                .extracting(order -> order.concept().words())
                .containsExactly("that");
    }

    @Test
    void aPatientItIsOnIsUnknown() {
        PatientRecord record = RecordMapping.map(
                "http://localhost/fhir",
                new PatientId("p1"),
                ParsedResources.of(List.of(FhirJson.parse(patient().replaceFirst("\\{", "{" + NOT + ",")))),
                List.of(),
                Instant.EPOCH);

        assertThat(record.demographics()).isEqualTo(Demographics.UNKNOWN);
        assertThat(record.lacks("Patient")).isTrue();
    }
}
