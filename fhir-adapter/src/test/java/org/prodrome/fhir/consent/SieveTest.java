package org.prodrome.fhir.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.consent.TestConsents.about;
import static org.prodrome.fhir.consent.TestConsents.diabetes;
import static org.prodrome.fhir.consent.TestConsents.hiv;
import static org.prodrome.fhir.consent.TestConsents.meta;
import static org.prodrome.fhir.consent.TestConsents.names;
import static org.prodrome.fhir.consent.TestConsents.patient;
import static org.prodrome.fhir.consent.TestConsents.policy;
import static org.prodrome.fhir.consent.TestConsents.sift;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.resources.FhirJson;

/** What refers to a withheld resource must not tell of it. */
class SieveTest {
    private static final Resource VIRAL_LOAD =
            about("Observation", "vl", meta("R") + "\"status\":\"final\",\"code\":{\"text\":\"HIV viral load\"}");

    @Test
    void theReportOfAWithheldResultAndItsProvenanceAreWithheldToo() {
        Sifted sifted = sift(
                policy(Purpose.TREATMENT),
                patient(),
                VIRAL_LOAD,
                about(
                        "DiagnosticReport",
                        "r1",
                        "\"conclusion\":\"high\",\"result\":[{\"reference\":\"Observation/vl\"}]"),
                FhirJson.parse(
                        "{\"resourceType\":\"Provenance\",\"id\":\"pv\",\"target\":[{\"reference\":\"DiagnosticReport/r1\"}]}"),
                about("DiagnosticReport", "r2", "\"conclusion\":\"ordinary\""));

        assertThat(names(sifted)).containsExactly("Patient/p1", "DiagnosticReport/r2");
    }

    @Test
    void anEncounterLosesItsWithheldDiagnosisAndItsReason() {
        Sifted sifted = sift(policy(Purpose.TREATMENT), patient(), hiv("R"), about("Encounter", "e1", """
                "status":"finished","class":{"code":"AMB"},
                "reasonCode":[{"text":"HIV check"}],
                "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">told</div>"},
                "diagnosis":[{"condition":{"reference":"Condition/hiv","display":"HIV"}}]"""));

        assertThat(names(sifted)).containsExactly("Patient/p1", "Encounter/e1");
        assertThat(FhirJson.render(sifted.kept().getLast()))
                .contains("AMB")
                .doesNotContain("Condition/hiv")
                .doesNotContain("HIV")
                .doesNotContain("told");
    }

    @Test
    void aNoteThatNamesItIsWithheldAndAnotherIsNot() {
        Sifted sifted = sift(
                policy(Purpose.TREATMENT),
                patient(),
                hiv("HIV"),
                note("n1", "Known human immunodeficiency virus infection, stable."),
                note("n2", "Ankle sprain."));

        assertThat(names(sifted)).containsExactly("Patient/p1", "DocumentReference/n2");
    }

    @Test
    void noNoteGoesIntoTrainingOnceSomethingIsWithheld() {
        assertThat(names(sift(policy(Purpose.TRAINING), patient(), hiv("HIV"), note("n2", "Ankle sprain."))))
                .containsExactly("Patient/p1");
    }

    @Test
    void anAnnotationThatNamesItIsCutOut() {
        Sifted sifted = sift(
                policy(Purpose.TREATMENT),
                patient(),
                hiv("HIV"),
                about("Procedure", "x", "\"note\":[{\"text\":\"has Human immunodeficiency virus infection\"}]"));

        assertThat(FhirJson.render(sifted.kept().getLast())).doesNotContain("immunodeficiency");
    }

    @Test
    void theOrderOfAWithheldMedicationIsWithheld() {
        var medication = FhirJson.parse(
                "{\"resourceType\":\"Medication\",\"id\":\"m\"," + meta("PSY") + "\"code\":{\"text\":\"lithium\"}}");
        var order = about("MedicationRequest", "o", "\"medicationReference\":{\"reference\":\"Medication/m\"}");

        assertThat(names(sift(policy(Purpose.TREATMENT), patient(), medication, order)))
                .containsExactly("Patient/p1");
    }

    @Test
    void anotherCopyOfAWithheldResourceWithoutItsLabelIsWithheldToo() {
        assertThat(names(sift(policy(Purpose.TREATMENT), patient(), hiv(), hiv("R"), diabetes())))
                .containsExactly("Patient/p1", "Condition/dm");
    }

    @Test
    void theSameDiagnosisAsAReasonAFindingOrADisplayElsewhereIsCutOut() {
        String code = "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"86406008\"}]}";
        Sifted sifted = sift(
                policy(Purpose.TREATMENT),
                patient(),
                hiv("R"),
                about("Procedure", "a", "\"reasonCode\":[" + code + "],\"code\":{\"text\":\"blood test\"}"),
                about(
                        "Procedure",
                        "b",
                        "\"reasonReference\":[{\"display\":\"Human immunodeficiency virus infection\"}]"),
                about("DiagnosticReport", "c", "\"conclusionCode\":[" + code + "],\"conclusion\":\"see code\""),
                about(
                        "Observation",
                        "d",
                        "\"valueCodeableConcept\":{\"text\":\"human  immunodeficiency virus infection\"}"),
                about(
                        "Procedure",
                        "e",
                        "\"reasonCode\":[{\"coding\":[{\"code\":\"44054006\",\"display\":\"Type 2 diabetes\"}]}]"));

        assertThat(sifted.kept()).hasSize(6);
        String all =
                String.join("\n", sifted.kept().stream().map(FhirJson::render).toList());
        assertThat(all)
                .contains("blood test", "see code", "Type 2 diabetes")
                .doesNotContain("86406008")
                .doesNotContainIgnoringCase("immunodeficiency");
    }

    @Test
    void aNoteThatNamesWhatIsWithheldOnlyForItsReferenceIsWithheldToo() {
        Sifted sifted = sift(
                policy(Purpose.TREATMENT),
                patient(),
                VIRAL_LOAD,
                about(
                        "Observation",
                        "cd4",
                        "\"code\":{\"text\":\"CD4 count\"},\"derivedFrom\":[{\"reference\":\"Observation/vl\"}]"),
                note("n1", "The CD4 count fell."));

        assertThat(names(sifted)).containsExactly("Patient/p1");
    }

    @Test
    void aNameThatMarkupOrALineBreakCutsIsFound() {
        Sifted sifted = sift(
                policy(Purpose.TREATMENT),
                patient(),
                hiv("HIV"),
                note("n1", "text/html", "<p>human <b>immuno</b>deficiency&nbsp;virus\n  infection</p>"),
                note("n2", "text/plain", "human immunodeficiency\r\nvirus infection"));

        assertThat(names(sifted)).containsExactly("Patient/p1");
    }

    @Test
    void aDocumentThatCannotBeReadIsWithheldOnlyWhereSomethingIs() {
        Resource scan = note("n1", "application/pdf", "%PDF");

        assertThat(names(sift(policy(Purpose.TREATMENT), patient(), hiv("HIV"), scan)))
                .containsExactly("Patient/p1");
        assertThat(sift(policy(Purpose.TREATMENT), patient(), hiv(), scan).kept())
                .hasSize(3);
    }

    @Test
    void theResourcesThatCameAreNotChanged() {
        Resource encounter =
                about("Encounter", "e1", "\"diagnosis\":[{\"condition\":{\"reference\":\"Condition/hiv\"}}]");

        sift(policy(Purpose.TREATMENT), patient(), hiv("R"), encounter);

        assertThat(FhirJson.render(encounter)).contains("Condition/hiv");
    }

    private static Resource note(String id, String text) {
        return note(id, "text/plain", text);
    }

    private static Resource note(String id, String type, String text) {
        String data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return about(
                "DocumentReference",
                id,
                "\"content\":[{\"attachment\":{\"contentType\":\"" + type + "\",\"data\":\"" + data + "\"}}]");
    }
}
