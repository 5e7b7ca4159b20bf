package org.prodrome.fhir.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Value;

/** What an STU3 server sends, in STU3's own shape, becomes the same record that R4 gives. */
class Stu3Test {
    private static final String SUBJECT = "\"subject\":{\"reference\":\"Patient/p1\"}";

    @ParameterizedTest
    @CsvSource({"4.0.1,R4", "4.0.0,R4", "4.3.0,R4", "3.0.2,STU3", "3.0.1,STU3", "1.0.2,", "5.0.0,", "'',"})
    void namesTheVersionOfACapabilityStatement(String stated, @Nullable FhirVersion expected) {
        assertThat(FhirVersion.of(stated)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void readsAnObservationWithItsContextAsEncounter() {
        PatientRecord record = record("""
            {"resourceType":"Observation","id":"o1","status":"final",%s,"context":{"reference":"Encounter/e1"},
             "category":[{"coding":[{"system":"http://hl7.org/fhir/observation-category","code":"laboratory"}]}],
             "code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},
             "effectiveDateTime":"2016-05-04","valueQuantity":{"value":1.4,"unit":"mg/dL","code":"mg/dL"},
             "interpretation":{"coding":[{"code":"H"}]}}""".formatted(SUBJECT));

        Measurement measurement = only(record, Measurement.class);
        assertThat(measurement.value())
                .isInstanceOfSatisfying(
                        Value.Quantity.class,
                        quantity -> assertThat(quantity.number()).isEqualByComparingTo("1.4"));
        assertThat(measurement.interpretation()).isEqualTo("H");
        assertThat(measurement.category()).isEqualTo(Measurement.Category.LABORATORY);
    }

    @Test
    void readsAConditionWhoseStatusIsACode() {
        Diagnosis diagnosis = only(record(condition("confirmed")), Diagnosis.class);

        assertThat(diagnosis.isActive()).isTrue();
    }

    @Test
    void keepsOutWhatWasRefutedOrEnteredInError() {
        assertThat(record(condition("refuted")).exclusions().refuted()).isOne();
        assertThat(record(condition("entered-in-error")).exclusions().enteredInError())
                .isOne();
    }

    @Test
    void keepsOutAMedicationThatIsNotTaken() {
        assertThat(record(statement("active", "n")).exclusions().notDone()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "unk", "na"})
    void keepsTheStatedStatusWhereTakenDoesNotDenyIt(String taken) {
        assertThat(only(record(statement("active", taken)), MedicationOrder.class)
                        .status())
                .isEqualTo("active");
        assertThat(only(record(statement("completed", taken)), MedicationOrder.class)
                        .status())
                .isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "n", "unk", "na"})
    void keepsOutAMedicationEnteredInErrorWhateverTakenSays(String taken) {
        assertThat(record(statement("entered-in-error", taken)).exclusions().enteredInError())
                .isOne();
        var page = Page.parse(
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":%s}]}"
                        .formatted(statement("entered-in-error", taken)),
                FhirVersion.STU3);
        assertThat(map(page.resources()).exclusions().enteredInError()).isOne();
    }

    @Test
    void readsAProcedureRequestAsAServiceRequest() {
        assertThat(FhirJson.parse("""
                {"resourceType":"ProcedureRequest","id":"r1","status":"active","intent":"order",%s,
                 "code":{"text":"colonoscopy"},"authoredOn":"2017-02-03"}""".formatted(SUBJECT), FhirVersion.STU3).fhirType())
                .isEqualTo("ServiceRequest");
    }

    @Test
    void keepsOutAProcedureThatWasNotDone() {
        assertThat(record("""
            {"resourceType":"Procedure","id":"x1","status":"completed","notDone":true,%s,
             "code":{"text":"appendectomy"},"performedDateTime":"2015-01-01"}""".formatted(SUBJECT)).exclusions().notDone()).isOne();
    }

    @Test
    void keepsOutAnImmunizationThatWasNotGiven() {
        assertThat(record("""
            {"resourceType":"Immunization","id":"i1","status":"completed","notGiven":true,"primarySource":true,
             "patient":{"reference":"Patient/p1"},"vaccineCode":{"text":"influenza"},"date":"2015-10-01"}""").exclusions().notDone()).isOne();
    }

    @Test
    void readsAnAllergyWithItsReaction() {
        Allergy allergy = only(record("""
            {"resourceType":"AllergyIntolerance","id":"a1","clinicalStatus":"active","verificationStatus":"confirmed",
             "patient":{"reference":"Patient/p1"},"criticality":"high","assertedDate":"2014-03-02",
             "code":{"coding":[{"system":"http://snomed.info/sct","code":"91936005"}]},
             "reaction":[{"manifestation":[{"text":"hives"}]}]}"""), Allergy.class);

        assertThat(allergy.time()).isNotNull();
    }

    @Test
    void oneEntryWithoutCounterpartCostsOnlyItself() {
        Page page = Page.parse("""
            {"resourceType":"Bundle","type":"searchset","total":2,"link":[{"relation":"next","url":"http://ehr/next"}],
             "entry":[{"resource":%s},{"resource":{"resourceType":"ProcessRequest","id":"z","status":"active"}}]}""".formatted(condition("confirmed")), FhirVersion.STU3);

        assertThat(page.resources()).hasSize(1);
        assertThat(page.broken()).isOne();
        assertThat(page.next()).isEqualTo("http://ehr/next");
    }

    @Test
    void saysWhatWasExpectedWithoutQuotingTheText() {
        assertThatThrownBy(() -> FhirJson.parse("{\"resourceType\":\"Secret\"}", FhirVersion.STU3))
                .isInstanceOf(FhirAdapterException.Unreadable.class)
                .hasMessage("resource: expected FHIR STU3 JSON, got something else")
                .hasNoCause();
    }

    private static String condition(String verification) {
        return """
            {"resourceType":"Condition","id":"c1","clinicalStatus":"active","verificationStatus":"%s",%s,
             "category":[{"coding":[{"code":"problem-list-item"}]}],
             "code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}]},"onsetDateTime":"2012",
             "assertedDate":"2012-04-05"}""".formatted(verification, SUBJECT);
    }

    private static String statement(String status, String taken) {
        return """
            {"resourceType":"MedicationStatement","id":"m1","status":"%s","taken":"%s",%s,
             "effectiveDateTime":"2016-01-01","dateAsserted":"2016-01-02",
             "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"860975"}]}}""".formatted(status, taken, SUBJECT);
    }

    private static PatientRecord record(String stu3) {
        return map(List.of(FhirJson.parse(stu3, FhirVersion.STU3)));
    }

    private static PatientRecord map(List<Resource> resources) {
        return RecordMapping.map(
                "http://ehr/fhir", new PatientId("p1"), ParsedResources.of(resources), List.of(), Instant.EPOCH);
    }

    private static <E extends ClinicalEvent> E only(PatientRecord record, Class<E> kind) {
        assertThat(record.events()).hasSize(1);
        return record.events(kind).findFirst().orElseThrow();
    }
}
