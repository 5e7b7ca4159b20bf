package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.prefetch.CurrentMedications;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.reasoning.finding.RuleResult;

/** How recorded and reported medications stand beside orders in progress, in a record that was mapped first. */
class OrdersOnRecordTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final String PATIENT =
            "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"gender\":\"female\",\"birthDate\":\"1970-04-02\"}";

    @TempDir
    private Path folder;

    private static String medication(String type, String id, String code, String display, String more) {
        return """
                {"resourceType":"%s","id":"%s","status":"active",%s"subject":{"reference":"Patient/p1"},
                 "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm",
                  "code":"%s","display":"%s"}]}}""".formatted(type, id, more, code, display);
    }

    private static String bundle(String... resources) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
                + String.join(
                        ",",
                        Stream.of(resources).map("{\"resource\":%s}"::formatted).toList()) + "]}";
    }

    private static PatientRecord record(String... resources) {
        Bundle bundle = (Bundle) FhirJson.parse(bundle(resources));
        return RecordMapping.map(
                "file",
                new PatientId("p1"),
                ParsedResources.of(bundle.getEntry().stream()
                        .map(BundleEntryComponent::getResource)
                        .toList()),
                List.of(),
                Instant.EPOCH);
    }

    private static List<String> fired(PatientRecord record, List<DraftOrder> drafts, String rule) {
        return new RuleEngine(TestPacks.shipped())
                        .evaluate(
                                record,
                                DAY,
                                Hook.ORDER_SIGN,
                                drafts,
                                description -> description.version().id().equals(rule))
                        .stream()
                        .filter(RuleResult.Fired.class::isInstance)
                        .map(result -> ((RuleResult.Fired) result).headline())
                        .toList();
    }

    @Test
    void aReportedMedicationIsAnotherThanThePrescribedOneWithItsId() {
        PatientRecord record = record(
                PATIENT,
                medication("MedicationRequest", "1", "314229", "sildenafil 50 MG Oral Tablet", "\"intent\":\"order\","),
                medication("MedicationStatement", "1", "4917", "nitroglycerin", ""));

        assertThat(fired(record, CurrentMedications.asOrders(record), "pde5-nitrate"))
                .hasSize(2);
    }

    @Test
    void aReportedMedicationAsAnOrderIsNoDuplicateOfItself() {
        PatientRecord record =
                record(PATIENT, medication("MedicationStatement", "1", "314076", "lisinopril 10 MG", ""));

        assertThat(CurrentMedications.asOrders(record)).hasSize(1);
        assertThat(fired(record, CurrentMedications.asOrders(record), "duplicate-strength"))
                .isEmpty();
    }

    private static String draft(String id, String code, String display, String more) {
        return medication("MedicationRequest", id, code, display, "\"intent\":\"order\"," + more)
                .replace("\"active\"", "\"draft\"");
    }

    @Test
    void twoOrdersThatShareAnIdAreHeldAgainstEachOther() {
        List<DraftOrder> drafts = DraftOrders.parse(
                bundle(
                        draft("d1", "314229", "sildenafil 50 MG Oral Tablet", ""),
                        draft("d1", "4917", "nitroglycerin", "")),
                null);

        assertThat(fired(record(PATIENT), drafts, "pde5-nitrate"))
                .containsExactly(
                        "Sildenafil ordered with nitroglycerin (nitrate)",
                        "Nitroglycerin ordered with sildenafil (PDE5 inhibitor)");
    }

    @Test
    void theSameOrderTwiceUnderOneIdIsToldAsTwice() {
        String warfarin = draft("d1", "855332", "warfarin sodium 5 MG Oral Tablet", "");

        assertThat(fired(record(PATIENT), DraftOrders.parse(bundle(warfarin, warfarin), null), "duplicate-high-risk"))
                .allSatisfy(headline -> assertThat(headline).startsWith("Warfarin twice, "))
                .isNotEmpty();
    }

    @Test
    void aTagThatCameWithAnOrderHidesItFromNoRule() {
        String tagged = draft(
                "d1",
                "314229",
                "sildenafil 50 MG Oral Tablet",
                "\"meta\":{\"tag\":[{\"system\":\"http://fhir.prodrome.example/CodeSystem/prepared\",\"code\":\"beside\"}]},");
        PatientRecord record = record(
                PATIENT, medication("MedicationRequest", "m1", "4917", "nitroglycerin", "\"intent\":\"order\","));

        assertThat(fired(record, DraftOrders.parse(bundle(tagged), null), "pde5-nitrate"))
                .containsExactly("Sildenafil ordered with nitroglycerin (nitrate)");
    }

    @Test
    void whatARecordedOrderForbidsIsToldOfADraft() {
        PatientRecord record = record(
                PATIENT,
                medication(
                        "MedicationRequest",
                        "m1",
                        "855332",
                        "Warfarin Sodium 5 MG Oral Tablet",
                        "\"intent\":\"order\",\"doNotPerform\":true,"));
        List<DraftOrder> drafts = DraftOrders.parse(
                bundle(medication("MedicationRequest", "d1", "855332", "warfarin sodium 5 MG Oral Tablet", "")), null);

        assertThat(fired(record, drafts, "contradictory-drafts"))
                .containsExactly(
                        "Warfarin sodium 5 MG Oral Tablet is ordered, and another order on record says not to give it");
    }

    @Test
    void anOrderThatRefersToItsProductIsCalledByItsName() throws IOException {
        Path patient = folder.resolve("patient.json");
        Files.writeString(
                patient,
                bundle(PATIENT, medication("MedicationRequest", "m1", "314076", "lisinopril 10 MG Oral Tablet", "")));
        Path drafts = folder.resolve("drafts.json");
        Files.writeString(drafts, bundle("""
                {"resourceType":"MedicationRequest","id":"d1","status":"draft","intent":"order",
                 "subject":{"reference":"Patient/p1"},"medicationReference":{"reference":"Medication/x"}}""", """
                {"resourceType":"Medication","id":"x","code":{"coding":[
                 {"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"314077","display":"lisinopril 20 MG Oral Tablet"}]}}"""));

        assertThat(RuleTrial.explain(TestPacks.shipped(), "duplicate-strength", patient, drafts, DAY)
                        .lines()
                        .getLast())
                .isEqualTo(
                        "fires: Lisinopril in two strengths or doses: lisinopril 20 MG Oral Tablet and lisinopril 10 MG Oral Tablet");
    }
}
