package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.prodrome.fhir.FhirTexts.bloodPressure;
import static org.prodrome.fhir.FhirTexts.bundle;
import static org.prodrome.fhir.FhirTexts.condition;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.medication;
import static org.prodrome.fhir.FhirTexts.patient;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Value;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.resources.ParsedResources;

class RecordMappingTest {

    @Test
    void keepsOutWhatWasEnteredInErrorOrRefutedAndCountsIt() {
        PatientRecord record = map(bundle(
                patient(),
                condition("c1", "confirmed", "2010"),
                condition("c2", "entered-in-error", "2011"),
                condition("c3", "refuted", "2012")));

        assertThat(record.events(Diagnosis.class))
                .extracting(diagnosis -> diagnosis.source().id())
                .containsExactly("c1");
        assertThat(record.exclusions().enteredInError()).isEqualTo(1);
        assertThat(record.exclusions().refuted()).isEqualTo(1);
        assertThat(ParsedResources.open(record.resources()).count()).isEqualTo(2);
    }

    @Test
    void keepsThePrecisionOfPartialDates() {
        PatientRecord record =
                map(bundle(patient(), condition("c1", "confirmed", "2010"), condition("c2", "confirmed", "2011-07")));

        assertThat(record.events(Diagnosis.class))
                .extracting(Diagnosis::time)
                .extracting(EventTime::precision, EventTime::date)
                .containsExactly(
                        tuple(EventTime.Precision.YEAR, LocalDate.of(2010, 1, 1)),
                        tuple(EventTime.Precision.MONTH, LocalDate.of(2011, 7, 1)));
    }

    @Test
    void readsDatesInTheSourcesOwnOffset() {
        PatientRecord record = map(bundle(patient(), creatinine("o1", "2020-01-01T23:30:00-05:00", "1.1")));

        EventTime time =
                record.events(Measurement.class).findFirst().orElseThrow().time();

        assertThat(time).isNotNull();
        assertThat(time.date()).isEqualTo(LocalDate.of(2020, 1, 1));
        assertThat(time.instant()).isEqualTo(Instant.parse("2020-01-02T04:30:00Z"));
    }

    @Test
    void aPanelOfComponentsBecomesOneMeasurementEach() {
        PatientRecord record = map(bundle(patient(), bloodPressure("bp")));

        assertThat(record.events(Measurement.class))
                .extracting(measurement ->
                        measurement.concept().codings().getFirst().code())
                .containsExactly("8480-6", "8462-4");
    }

    @Test
    void aMissingValueIsAbsentAndNeverNormal() {
        PatientRecord record = map(bundle(patient(), """
            {"resourceType":"Observation","id":"o1","status":"final","subject":{"reference":"Patient/p1"},
             "code":{"text":"Creatinine"},"dataAbsentReason":{"coding":[{"code":"not-performed"}]}}"""));

        assertThat(record.events(Measurement.class).findFirst().orElseThrow().value())
                .isEqualTo(new Value.Absent("not-performed"));
    }

    @Test
    void keepsDecimalsUnitsAndReferenceLimitsAsWritten() {
        PatientRecord record = map(bundle(patient(), creatinine("o1", "2020-01-01", "1.10")));

        Measurement measurement = record.events(Measurement.class).findFirst().orElseThrow();

        assertThat(measurement.value()).isEqualTo(new Value.Quantity(new BigDecimal("1.10"), "mg/dL", null));
        assertThat(measurement.high()).isEqualByComparingTo("1.2");
        assertThat(measurement.category()).isEqualTo(Measurement.Category.LABORATORY);
    }

    @Test
    void aReferenceLimitInAnotherUnitIsLeftOut() {
        PatientRecord record = map(bundle(patient(), """
            {"resourceType":"Observation","id":"o1","status":"final","subject":{"reference":"Patient/p1"},
             "code":{"text":"Creatinine"},"valueQuantity":{"value":88,"code":"umol/L"},
             "referenceRange":[{"high":{"value":1.2,"code":"mg/dL"}}]}"""));

        assertThat(record.events(Measurement.class).findFirst().orElseThrow().high())
                .isNull();
    }

    @Test
    void mapsAProductToItsIngredients() {
        PatientRecord record = map(bundle(patient(), medication("m1", "active", "197886")));

        assertThat(record.events(MedicationOrder.class)
                        .findFirst()
                        .orElseThrow()
                        .ingredients())
                .extracting(Coding::code)
                .containsExactlyInAnyOrder("5487", "29046");
    }

    @Test
    void aProductNobodyKnowsHasNoIngredientsAndIsNotChecked() {
        PatientRecord record = map(bundle(patient(), medication("m1", "active", "99999999")));

        assertThat(record.events(MedicationOrder.class)
                        .findFirst()
                        .orElseThrow()
                        .ingredients())
                .isEmpty();
    }

    @Test
    void aDraftedMedicationIsNotInUse() {
        PatientRecord record =
                map(bundle(patient(), medication("m1", "draft", "314076"), medication("m2", "active", "314076")));

        assertThat(record.events(MedicationOrder.class).filter(MedicationOrder::isActive))
                .extracting(order -> order.source().id())
                .containsExactly("m2");
    }

    @Test
    void findsTheMedicationThatARequestRefersTo() {
        PatientRecord record = map(bundle(patient(), """
            {"resourceType":"Medication","id":"x1","code":{"text":"house brand"},
             "ingredient":[{"itemCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6809"}]}}]}""", """
            {"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order",
             "subject":{"reference":"Patient/p1"},"medicationReference":{"reference":"Medication/x1"}}"""));

        MedicationOrder order = record.events(MedicationOrder.class).findFirst().orElseThrow();

        assertThat(order.concept().words()).isEqualTo("house brand");
        assertThat(order.ingredients()).extracting(Coding::code).containsExactly("6809");
    }

    @Test
    void anOrderWhoseMedicationDidNotComeAlongKeepsItsWordsAndLeavesAGap() {
        PatientRecord record = map(bundle(patient(), """
            {"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order",
             "subject":{"reference":"Patient/p1"},
             "medicationReference":{"reference":"Medication/elsewhere","display":"house brand"}}"""));

        MedicationOrder order = record.events(MedicationOrder.class).findFirst().orElseThrow();

        assertThat(order.concept().words()).isEqualTo("house brand");
        assertThat(order.ingredients()).isEmpty();
        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason)
                .containsExactly(tuple("Medication", Gap.Reason.NOT_SUPPLIED));
    }

    @Test
    void findsAContainedMedication() {
        PatientRecord record = map(bundle(patient(), """
            {"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order",
             "contained":[{"resourceType":"Medication","id":"in",
              "code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"314076"}]}}],
             "subject":{"reference":"Patient/p1"},"medicationReference":{"reference":"#in"}}"""));

        assertThat(record.events(MedicationOrder.class)
                        .findFirst()
                        .orElseThrow()
                        .ingredients())
                .extracting(Coding::code)
                .containsExactly("29046");
    }

    @Test
    void refusesWhatIsAboutAnotherPatient() {
        PatientRecord record = map(
                bundle(patient(), creatinine("o1", "2020-01-01", "1").replace("Patient/p1", "Patient/somebody-else")));

        assertThat(record.events()).isEmpty();
        assertThat(record.resourceCount()).isEqualTo(1);
        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason)
                .containsExactly(tuple("Observation", Gap.Reason.ANOTHER_PATIENT));
        assertThat(record.gaps().toString()).doesNotContain("somebody-else");
    }

    @Test
    void anImpossibleDateCostsTheDateAndNotTheResource() {
        PatientRecord record = map(bundle(patient(), creatinine("o1", "2020-13-45", "1.1")));

        assertThat(record.events(Measurement.class).findFirst().orElseThrow().time())
                .isNull();
    }

    @Test
    void aResourceWithoutAnUsableIdLeavesAGap() {
        PatientRecord record = map(bundle(patient(), creatinine("not an id!", "2020-01-01", "1.1")));

        assertThat(record.events()).isEmpty();
        assertThat(record.lacks("Observation")).isTrue();
    }

    @Test
    void aRecordWithoutItsPatientSaysSo() {
        assertThat(map(bundle(bloodPressure("bp"))).lacks("Patient")).isTrue();
    }

    @Test
    void theOrderInWhichResourcesCameNeverMatters() {
        var resources = new ArrayList<>(parse(bundle(
                patient(),
                bloodPressure("bp"),
                condition("c1", "confirmed", "2010"),
                creatinine("o1", "2020-01-01", "1.1"),
                medication("m1", "active", "314076"))));
        var expected = new HashSet<>(map(resources).events());
        var random = new Random(7);

        for (int round = 0; round < 30; round++) {
            Collections.shuffle(resources, random);
            assertThat(new HashSet<>(map(resources).events())).isEqualTo(expected);
        }
    }

    private static List<Resource> parse(String bundle) {
        return Page.parse(bundle).resources();
    }

    private static PatientRecord map(String bundle) {
        return map(parse(bundle));
    }

    private static PatientRecord map(List<Resource> resources) {
        return RecordMapping.map(
                "http://localhost/fhir", new PatientId("p1"), ParsedResources.of(resources), List.of(), Instant.EPOCH);
    }
}
