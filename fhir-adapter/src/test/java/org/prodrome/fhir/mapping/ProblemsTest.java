package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.mapping.TestMapping.map;
import static org.prodrome.fhir.mapping.TestMapping.only;
import static org.prodrome.fhir.mapping.TestMapping.resource;

import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FamilyHistory;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;

/** Conditions, allergies and the family's. */
class ProblemsTest {

    @Test
    void aConditionMayStandOnSeveralLists() {
        Diagnosis diagnosis = only(Diagnosis.class, resource("Condition", "c", """
            "code":{"text":"asthma"},"category":[{"coding":[{"code":"local"}]},{"coding":[{"code":"encounter-diagnosis"}]},
             {"coding":[{"code":"problem-list-item"}]}]"""));

        assertThat(diagnosis.category()).isEqualTo(Diagnosis.Category.ENCOUNTER_DIAGNOSIS);
        assertThat(diagnosis.categories())
                .containsExactly(Diagnosis.Category.ENCOUNTER_DIAGNOSIS, Diagnosis.Category.PROBLEM_LIST);
    }

    @Test
    void aHousesOwnStatusCodeBeforeFhirsDoesNotHideIt() {
        Diagnosis diagnosis = only(Diagnosis.class, resource("Condition", "c", """
            "clinicalStatus":{"coding":[{"display":"no code"},{"system":"urn:house","code":"A"},{"code":"resolved"}]},
            "verificationStatus":{"coding":[{"system":"urn:house","code":"V1"},{"code":"provisional"}]}"""));

        assertThat(diagnosis.clinicalStatus()).isEqualTo(Diagnosis.ClinicalStatus.RESOLVED);
        assertThat(diagnosis.verification()).isEqualTo(Diagnosis.Verification.PROVISIONAL);
    }

    @Test
    void keepsAllCodingsLocalOnesToo() {
        assertThat(only(Diagnosis.class, resource("Condition", "c", """
            "code":{"coding":[{"system":"urn:house","code":"D7"},{"code":"bare"},{"display":"no code"},
             {"system":"http://snomed.info/sct","code":"195967001"}],"text":"asthma"}"""))
                        .concept()
                        .codings())
                .extracting(Coding::token)
                .containsExactly("urn:house|D7", "|bare", "http://snomed.info/sct|195967001");
    }

    @ParameterizedTest
    @CsvSource({"44, a, 1994-01-01, YEAR", "44, years, 1994-01-01, YEAR", "18, mo, 1951-11-01, MONTH"})
    void anAgeAtOnsetCountsFromBirth(int age, String unit, LocalDate expected, EventTime.Precision precision) {
        EventTime onset = only(
                        Diagnosis.class,
                        resource("Condition", "c", "\"onsetAge\":{\"value\":" + age + ",\"unit\":\"" + unit + "\"}"))
                .time();

        assertThat(onset).isNotNull();
        assertThat(onset.date()).isEqualTo(expected);
        assertThat(onset.precision()).isEqualTo(precision);
    }

    @Test
    void anOnsetInWordsGivesNoTimeAndTheRecordedDateCounts() {
        EventTime time = only(
                        Diagnosis.class,
                        resource("Condition", "c", "\"onsetString\":\"as a child\",\"recordedDate\":\"2020-05-06\""))
                .time();

        assertThat(Objects.requireNonNull(time).date()).isEqualTo(LocalDate.of(2020, 5, 6));
    }

    @Test
    void anEndInWordsEndsAConditionWithoutStatus() {
        assertThat(only(Diagnosis.class, resource("Condition", "c", "\"abatementString\":\"last year\""))
                        .isActive())
                .isFalse();
        assertThat(only(Diagnosis.class, resource("Condition", "c", "\"code\":{\"text\":\"asthma\"}"))
                        .isActive())
                .isTrue();
    }

    @Test
    void noKnownAllergyIsKeptAndToldApartFromAnAllergy() {
        PatientRecord record = map(
                allergy("a", "\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"716186003\"}]}"),
                allergy("b", "\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"409137002\"}]}"),
                allergy("c", "\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"91936005\"}]}"));

        assertThat(record.events(Allergy.class)).extracting(Allergy::noneKnown).containsExactly(true, true, false);
    }

    @Test
    void keepsCriticalityReactionsAndTheWorstSeverity() {
        Allergy allergy = only(Allergy.class, allergy("a", """
            "criticality":"high","code":{"text":"penicillin"},"reaction":[
             {"severity":"moderate","manifestation":[{"text":"hives"}]},
             {"severity":"severe","manifestation":[{"text":"wheeze"},{"text":"collapse"}]},{"severity":"mild"}]"""));

        assertThat(allergy.criticality()).isEqualTo("high");
        assertThat(allergy.severity()).isEqualTo("severe");
        assertThat(allergy.reactions()).extracting(CodedConcept::words).containsExactly("hives", "wheeze", "collapse");
    }

    @Test
    void theSubstanceMayStandInTheReaction() {
        assertThat(only(
                                Allergy.class,
                                allergy(
                                        "a",
                                        "\"reaction\":[{\"substance\":{\"text\":\"latex\"},\"manifestation\":[{\"text\":\"rash\"}]}]"))
                        .concept()
                        .words())
                .isEqualTo("latex");
    }

    @Test
    void aRelativesConditionsKeepAgeDeathAndStatus() {
        FamilyHistory history = only(FamilyHistory.class, resource("FamilyMemberHistory", "f", """
            "status":"partial","relationship":{"coding":[{"code":"MTH"}]},"deceasedAge":{"value":61,"code":"a"},
            "condition":[{"code":{"coding":[{"system":"http://snomed.info/sct","code":"254837009"},{"system":"urn:house","code":"BC"}]},
             "onsetAge":{"value":52,"code":"a","system":"http://unitsofmeasure.org"}}]"""));

        assertThat(history.onsetAgeYears()).isEqualTo(52);
        assertThat(history.deceased()).isTrue();
        assertThat(history.status()).isEqualTo("partial");
        assertThat(history.concept().codings()).hasSize(2);
    }

    @Test
    void aRelativeOfUnknownHealthIsToldAndNotPassedOver() {
        PatientRecord record = map(resource(
                "FamilyMemberHistory", "f", "\"status\":\"health-unknown\",\"relationship\":{\"text\":\"father\"}"));

        assertThat(record.events()).isEmpty();
        assertThat(record.gaps())
                .extracting(Gap::part, Gap::detail)
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        "FamilyMemberHistory.condition", "1 relatives are recorded with unknown health"));
    }

    private static String allergy(String id, String elements) {
        return resource("AllergyIntolerance", id, elements);
    }
}
