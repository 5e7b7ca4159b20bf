package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.FhirTexts.bundle;
import static org.prodrome.fhir.FhirTexts.condition;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.patient;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.resources.ParsedResources;

/** What mapping says of what was withheld. */
class ReleasedTest {
    private static final String RESTRICTED =
            "\"id\":\"c1\",\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"R\"}]}";

    @Test
    void whatIsWithheldIsToldWithoutItsTypeOrNumber() {
        PatientRecord record = map(patient(), restricted(), creatinine("o1", "2020-01-01", "1.1"));

        assertThat(record.events(Diagnosis.class)).isEmpty();
        assertThat(record.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.reason()).isEqualTo(Gap.Reason.WITHHELD);
            assertThat(gap.part() + gap.detail()).doesNotContain("Condition").doesNotContainPattern("\\d");
        });
        assertThat(ParsedResources.open(record.resources()).resources())
                .noneMatch(resource -> resource.fhirType().equals("Condition"));
    }

    @Test
    void everyTypeIsThenIncompleteSoThatNoneStandsOut() {
        PatientRecord record = map(patient(), restricted());

        assertThat(List.of("Condition", "Observation", "AllergyIntolerance", "MedicationRequest"))
                .allMatch(record::lacks);
    }

    @Test
    void aLabelOnTheBundleCountsForWhatItHolds() {
        String labelled = bundle(patient(), condition("c1", "confirmed", "2010"))
                .replaceFirst("\"type\"", "\"meta\":{\"security\":[{\"code\":\"PSY\"}]},\"type\"");

        PatientRecord record = map(labelled);

        assertThat(record.events(Diagnosis.class)).isEmpty();
        assertThat(record.gaps()).extracting(Gap::reason).contains(Gap.Reason.WITHHELD);
    }

    @Test
    void aWishThatCannotBeDecidedIsTold() {
        PatientRecord record = map(patient(), """
                {"resourceType":"Consent","id":"k","status":"active","patient":{"reference":"Patient/p1"},
                 "scope":{"coding":[{"code":"patient-privacy"}]}}""", condition("c1", "confirmed", "2010"));

        assertThat(record.events(Diagnosis.class)).hasSize(1);
        assertThat(record.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.part()).isEqualTo("Consent");
            assertThat(record.lacks("Condition")).isFalse();
        });
    }

    @Test
    void aResourceAboutAnotherPatientIsStillRefusedAndItsLabelSaysNothing() {
        PatientRecord record = map(patient(), restricted().replace("Patient/p1", "Patient/p2"));

        assertThat(record.gaps())
                .extracting(Gap::reason)
                .doesNotContain(Gap.Reason.WITHHELD)
                .hasSize(1);
    }

    private static String restricted() {
        return condition("c1", "confirmed", "2010").replace("\"id\":\"c1\"", RESTRICTED);
    }

    private static PatientRecord map(String... resources) {
        return map(resources.length == 1 ? resources[0] : bundle(resources));
    }

    private static PatientRecord map(String bundle) {
        return RecordMapping.map(
                "http://localhost/fhir",
                new PatientId("p1"),
                ParsedResources.of(Page.parse(bundle).resources()),
                List.of(),
                Instant.parse("2026-11-21T08:00:00Z"));
    }
}
