package org.prodrome.reasoning.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.prodrome.reasoning.TestRecords.BIRTH;
import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.issued;
import static org.prodrome.reasoning.TestRecords.lab;
import static org.prodrome.reasoning.TestRecords.order;
import static org.prodrome.reasoning.TestRecords.record;
import static org.prodrome.reasoning.TestRecords.undatedDiagnosis;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Report;
import org.prodrome.fhir.record.Value;
import org.prodrome.reasoning.TestRecords;

class TimelinesTest {

    private static final LocalDate DAY = LocalDate.of(2020, 5, 17);
    private static final Timelines TIMELINES = Timelines.load();

    private static Timeline on(LocalDate asOf, ClinicalEvent... events) {
        return TIMELINES.build(record("p", events), asOf);
    }

    private static NormalisedValue only(ClinicalEvent event) {
        return on(DAY, event).entries().getFirst().value();
    }

    @Test
    void leavesOutWhatHappenedAfterTheAsOfDay() {
        ClinicalEvent today = lab("a", "4548-4", DAY, "6.1", "%");
        ClinicalEvent tomorrow = lab("b", "4548-4", DAY.plusDays(1), "9.9", "%");
        assertThat(on(DAY, tomorrow, today).entries())
                .extracting(TimelineEntry::event)
                .containsExactly(today);
    }

    @Test
    void countsADiagnosisFromTheDayItWasRecordedWhenTheOnsetIsEarlier() {
        Diagnosis late = diagnosis(
                "a",
                new Coding(Coding.SNOMED, "44054006", null),
                DAY.minusYears(3),
                DAY,
                Diagnosis.Verification.CONFIRMED);
        assertThat(on(DAY.minusDays(1), late).entries()).isEmpty();
        assertThat(on(DAY, late).entries().getFirst().age()).isEqualTo(AgeDays.between(BIRTH, DAY));
    }

    @Test
    void countsAResultFromTheDayItWasIssued() {
        Measurement late = issued(lab("a", "4548-4", DAY, "6.1", "%"), DAY.plusDays(3));
        assertThat(on(DAY.plusDays(2), late).entries()).isEmpty();
        assertThat(on(DAY.plusDays(3), late).entries().getFirst().age())
                .isEqualTo(AgeDays.between(BIRTH, DAY.plusDays(3)));
        assertThat(Objects.requireNonNull(late.time()).date()).isEqualTo(DAY);
    }

    @Test
    void countsAReportFromTheDayItWasIssued() {
        Report late = new Report(
                new FhirReference("DiagnosticReport", "a", null),
                CodedConcept.of(new Coding(Coding.LOINC, "24627-2", null)),
                TestRecords.on(DAY),
                "mass",
                List.of(),
                "final",
                List.of(),
                null,
                TestRecords.on(DAY.plusDays(3)));
        assertThat(on(DAY.plusDays(2), late).entries()).isEmpty();
        assertThat(on(DAY.plusDays(3), late).entries()).hasSize(1);
    }

    @Test
    void countsWhatIsDatedByItsYearFromTheLastDayOfThatYear() {
        Diagnosis vague = diagnosis("a", "44054006", Diagnosis.Verification.CONFIRMED, TestRecords.inYear(2019));
        assertThat(on(LocalDate.of(2019, 12, 30), vague).entries()).isEmpty();
        assertThat(on(LocalDate.of(2019, 12, 31), vague).entries()).hasSize(1);
    }

    @Test
    void knowsOfAVaguelyDatedFactOnceItWasReadThoughTheYearIsNotOver() {
        Diagnosis vague = diagnosis("a", "44054006", Diagnosis.Verification.CONFIRMED, TestRecords.inYear(2020));
        PatientRecord read = record("p", vague);
        PatientRecord today = new PatientRecord(
                read.issuer(),
                read.patient(),
                read.demographics(),
                read.events(),
                List.of(),
                read.resources(),
                1,
                DAY.atTime(22, 0).toInstant(ZoneOffset.UTC));
        assertThat(TIMELINES.build(today, DAY).entries()).hasSize(1);
        assertThat(TIMELINES.build(read, DAY).entries()).isEmpty();
    }

    @Test
    void aPlannedEncounterIsNoPartOfTheStory() {
        assertThat(on(DAY, TestRecords.planned("a", DAY.minusDays(9))).entries())
                .isEmpty();
    }

    @Test
    void carriesADiagnosisThatNobodyDatedWithoutMakingItAnEntry() {
        Diagnosis undated = undatedDiagnosis("a", "44054006", Diagnosis.Verification.CONFIRMED);
        Timeline timeline = on(DAY, undated, lab("b", "4548-4", DAY, "6.5", "%"));
        Timeline.Undated expected = new Timeline.Undated("condition/type-2-diabetes", undated);
        assertThat(timeline.entries()).hasSize(1);
        assertThat(timeline.undatedDiagnoses()).containsExactly(expected);
        assertThat(timeline.until(DAY.minusYears(1)).undatedDiagnoses()).containsExactly(expected);
    }

    @Test
    void givesSnomedAndIcd10TheSameConcept() {
        Diagnosis snomed = diagnosis("a", "44054006", DAY);
        Diagnosis icd =
                diagnosis("b", new Coding(Coding.ICD_10_CM, "E11.9", null), DAY, DAY, Diagnosis.Verification.CONFIRMED);
        assertThat(on(DAY, snomed).entries().getFirst().concept()).isEqualTo("condition/type-2-diabetes");
        assertThat(on(DAY, icd).entries().getFirst().concept()).isEqualTo("condition/type-2-diabetes");
    }

    @Test
    void prefersTheLongestIcdPrefix() {
        Diagnosis eye = diagnosis(
                "b", new Coding(Coding.ICD_10_CM, "E11.319", null), DAY, DAY, Diagnosis.Verification.CONFIRMED);
        assertThat(on(DAY, eye).entries().getFirst().concept()).isEqualTo("condition/diabetic-retinopathy");
    }

    @Test
    void keepsASuspectedDiagnosisApart() {
        Diagnosis suspected = diagnosis(
                "a", new Coding(Coding.SNOMED, "44054006", null), DAY, DAY, Diagnosis.Verification.PROVISIONAL);
        String concept = on(DAY, suspected).entries().getFirst().concept();
        assertThat(concept).isEqualTo("suspected:condition/type-2-diabetes");
        assertThat(TIMELINES.words(concept)).isEqualTo("suspected: type 2 diabetes");
        assertThat(TIMELINES.parents(concept)).containsExactly("suspected:group/diabetes");
        assertThat(Timelines.about(concept)).isEqualTo("condition/type-2-diabetes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "family:condition/type-2-diabetes",
                "suspected:condition/type-2-diabetes",
                "note-negated:condition/type-2-diabetes",
                "note-family:condition/type-2-diabetes",
                "note-uncertain:condition/type-2-diabetes",
                "goal:condition/type-2-diabetes",
                "ordered:icd10cm|E11.65",
                "allergy:icd10cm|E11.65"
            })
    void neverPutsWhatIsNotThePatientsBelowWhatIs(String concept) {
        String prefix = concept.substring(0, concept.indexOf(':') + 1);
        List<String> above = TIMELINES.parents(concept);
        assertThat(above).isNotEmpty().allSatisfy(parent -> assertThat(parent).startsWith(prefix));
        assertThat(above)
                .flatMap(TIMELINES::parents)
                .allSatisfy(parent -> assertThat(parent).startsWith(prefix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"given:drug/warfarin", "note-affirmed:condition/asthma", "note-historical:condition/asthma"})
    void putsWhatThePatientHasOrHadBelowTheConceptItself(String concept) {
        assertThat(TIMELINES.parents(concept)).containsExactly(Timelines.about(concept));
    }

    @Test
    void fallsBackToShortSystemAndCode() {
        Diagnosis rare = diagnosis("a", "999999999", DAY);
        assertThat(on(DAY, rare).entries().getFirst().concept()).isEqualTo("sct|999999999");
    }

    @Test
    void saysUncodedForATextWithoutACode() {
        Measurement free = new Measurement(
                new FhirReference("Observation", "a", null),
                new CodedConcept(List.of(), "something"),
                TestRecords.on(DAY),
                Measurement.Category.LABORATORY,
                new Value.Text("much"),
                null,
                null,
                null,
                false);
        assertThat(on(DAY, free).entries().getFirst().concept()).isEqualTo("uncoded/measurement");
    }

    @ParameterizedTest
    @CsvSource({
        "4548-4, 48, mmol/mol, 6.543, %",
        "4548-4, 6.5, %, 6.5, %",
        "2345-7, 7.0, mmol/L, 126.11, mg/dL",
        "2160-0, 100, µmol/L, 1.1312, mg/dL",
        "2160-0, 100, umol/L, 1.1312, mg/dL",
        "2093-3, 5.0, mmol/l, 193.33, mg/dL",
        "718-7, 140, g/L, 14.0, g/dL",
        "777-3, 250, 10^9/L, 250, 10*3/uL",
        "29463-7, 176.37, lbs, 80.0, kg",
        "8310-5, 98.6, [degF], 37.0, Cel",
        "33914-3, 58, mL/min/1.73 m2, 58, mL/min/{1.73_m2}",
        "14959-1, 3.4, mg/mmol, 30.06, mg/g",
        "2345-7, 1.26, g/L, 126, mg/dL",
        "2160-0, 0.0001, mol/L, 1.13, mg/dL",
        "2160-0, 88400, nmol/L, 1.0, mg/dL",
        "718-7, 9500, umol/L, 15.31, g/dL",
        "1742-6, 0.5, ukat/L, 30, U/L",
        "29463-7, 75000000, mg, 75, kg",
        "8302-2, 1780, mm, 178, cm",
        "8480-6, 16000, Pa, 120.01, mm[Hg]"
    })
    void bringsValuesToTheAnalytesOwnUnit(String loinc, String number, String unit, double expected, String canonical) {
        assertThat(only(lab("a", loinc, DAY, number, unit)))
                .isInstanceOfSatisfying(NormalisedValue.Number.class, value -> {
                    assertThat(value.number()).isCloseTo(expected, within(0.01));
                    assertThat(value.unit()).isEqualTo(canonical);
                });
    }

    @ParameterizedTest
    @CsvSource({"mmol/L", "furlong", "''", "g/dL", "1", "mmol/mol{anything}", "{ratio}", "%%", "kg/", "10*-3"})
    void neverGuessesAnUnknownUnit(String unit) {
        assertThat(only(lab("a", "4548-4", DAY, "6.5", unit))).isInstanceOf(NormalisedValue.Unusable.class);
    }

    @Test
    void refusesBoundsTextsAndImpossibleNumbers() {
        Value bound = new Value.Quantity(new BigDecimal("15"), "mL/min/{1.73_m2}", "<");
        assertThat(only(lab("a", "33914-3", DAY, bound))).isInstanceOf(NormalisedValue.Unusable.class);
        assertThat(only(lab("a", "33914-3", DAY, new Value.Text("low")))).isInstanceOf(NormalisedValue.Unusable.class);
        assertThat(only(lab("a", "6298-4", DAY, "450", "mmol/L"))).isInstanceOf(NormalisedValue.Unusable.class);
    }

    @Test
    void reportsHowManyValuesCouldNotBeUsed() {
        Timeline timeline = on(DAY, lab("a", "4548-4", DAY, "6.5", "furlong"));
        assertThat(timeline.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.reason()).isEqualTo(Gap.Reason.UNREADABLE);
            assertThat(gap.detail())
                    .isEqualTo("1 values could not be used: 1 in a unit that is none of the analyte's.");
        });
    }

    @Test
    void readsACodedAnswerAsACategory() {
        Value never = new Value.Coded(CodedConcept.of(new Coding(Coding.SNOMED, "266919005", null)));
        assertThat(only(lab("a", "72166-2", DAY, never)))
                .isEqualTo(new NormalisedValue.Category("answer/never-smoker"));
    }

    @Test
    void collapsesWhatSaysTheSameOnTheSameDay() {
        Timeline timeline = on(
                DAY,
                lab("b", "4548-4", DAY, "6.5", "%"),
                lab("a", "17856-6", DAY, "6.5", "%"),
                lab("c", "4548-4", DAY, "6.9", "%"));
        assertThat(timeline.entries())
                .extracting(entry -> entry.event().source().id())
                .containsExactly("a", "c");
    }

    @Test
    void makesOneEntryPerIngredientAndNoneOfAnOrderThatIsNotOne() {
        assertThat(on(DAY, order("a", DAY, "active", "order", "10180", "10829")).entries())
                .extracting(TimelineEntry::concept)
                .containsExactly("drug/sulfamethoxazole", "drug/trimethoprim");
        assertThat(on(DAY, order("a", DAY, "draft", "order", "6809")).entries()).isEmpty();
        assertThat(on(DAY, order("a", DAY, "active", "proposal", "6809")).entries())
                .isEmpty();
    }

    @Test
    void leavesOutWhoThePersonIs() {
        Value white = new Value.Coded(CodedConcept.of(new Coding(Coding.LOINC, "LA4457-3", null)));
        assertThat(on(DAY, lab("a", "32624-9", DAY, white)).entries()).isEmpty();
    }

    @Test
    void saysThatAgesAreUnknownWithoutADateOfBirth() {
        Timeline timeline = TIMELINES.build(
                record("p", null, Demographics.Sex.MALE, null, List.of(diagnosis("a", "44054006", DAY))), DAY);
        assertThat(timeline.ageKnown()).isFalse();
        assertThat(timeline.entries()).isEmpty();
        assertThat(timeline.undated()).isEqualTo(1);
    }
}
