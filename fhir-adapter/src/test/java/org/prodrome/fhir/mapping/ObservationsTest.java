package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.prodrome.fhir.mapping.TestMapping.map;
import static org.prodrome.fhir.mapping.TestMapping.only;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Measurement.Category;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Report;
import org.prodrome.fhir.record.Value;

class ObservationsTest {

    @Test
    void thePanelItselfIsNoMeasurementAndItsMembersAre() {
        PatientRecord record = map(
                observation("panel", "\"hasMember\":[{\"reference\":\"Observation/k\"}]"),
                observation("k", "\"valueQuantity\":{\"value\":4.1,\"code\":\"mmol/L\"}"));

        assertThat(record.events(Measurement.class))
                .extracting(measurement -> measurement.source().id())
                .containsExactly("k");
        assertThat(record.gaps()).isEmpty();
    }

    @Test
    void aPanelWhoseMembersDidNotComeAlongLeavesAGap() {
        PatientRecord record = map(observation("panel", "\"hasMember\":[{\"reference\":\"Observation/k\"}]"));

        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason, Gap::detail)
                .containsExactly(tuple(
                        "Observation.hasMember",
                        Gap.Reason.NOT_SUPPLIED,
                        "1 panels refer to members that did not come along"));
    }

    @Test
    void aPanelWithAValueOfItsOwnKeepsItBesideItsComponents() {
        assertThat(map(observation("apgar", """
                "valueInteger":9,"component":[{"code":{"text":"tone"},"valueInteger":2},{"code":{"text":"colour"},"valueInteger":1}]""")).events(Measurement.class))
                .extracting(Measurement::value)
                .containsExactly(number("9", ""), number("2", ""), number("1", ""));
    }

    @Test
    void keepsComparatorsAsWritten() {
        assertThat(value("\"valueQuantity\":{\"value\":0.01,\"comparator\":\"<\",\"code\":\"ng/mL\"}"))
                .isEqualTo(new Value.Quantity(new BigDecimal("0.01"), "ng/mL", "<"));
    }

    @Test
    void keepsRangesAndRatiosAsNumbers() {
        assertThat(
                        value(
                                "\"valueRange\":{\"low\":{\"value\":3,\"code\":\"{cells}\"},\"high\":{\"value\":5,\"code\":\"{cells}\"}}"))
                .isEqualTo(new Value.Range(new BigDecimal("3"), new BigDecimal("5"), "{cells}"));
        assertThat(value("\"valueRange\":{\"low\":{\"value\":3,\"code\":\"mg\"}}"))
                .isEqualTo(new Value.Range(new BigDecimal("3"), null, "mg"));
        assertThat(value("\"valueRatio\":{\"numerator\":{\"value\":1},\"denominator\":{\"value\":128}}"))
                .isEqualTo(new Value.Ratio(
                        new Value.Quantity(BigDecimal.ONE, "", null),
                        new Value.Quantity(new BigDecimal("128"), "", null)));
    }

    @Test
    void aRangeBetweenTwoUnitsIsWords() {
        assertThat(value(
                        "\"valueRange\":{\"low\":{\"value\":3,\"code\":\"mg\"},\"high\":{\"value\":1,\"code\":\"g\"}}"))
                .isEqualTo(new Value.Text("3 mg - 1 g"));
    }

    @Test
    void keepsAnswersOfEveryKind() {
        assertThat(
                        value(
                                "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"266919005\"}],\"text\":\"never smoked\"}"))
                .isEqualTo(new Value.Coded(
                        new CodedConcept(List.of(new Coding(Coding.SNOMED, "266919005", null)), "never smoked")));
        assertThat(value("\"valueString\":\"trace\"")).isEqualTo(new Value.Text("trace"));
        assertThat(value("\"valueBoolean\":false")).isEqualTo(new Value.Text("false"));
        assertThat(value("\"valueInteger\":3")).isEqualTo(number("3", ""));
        assertThat(value("\"valueTime\":\"07:30:00\"")).isEqualTo(new Value.Text("07:30:00"));
        assertThat(value("\"valueDateTime\":\"2027-02\"")).isEqualTo(new Value.Text("2027-02"));
        assertThat(value("\"valuePeriod\":{\"start\":\"2020\"}")).isEqualTo(new Value.Text("2020 to "));
    }

    @Test
    void sampledDataIsAbsentAndSaysSo() {
        assertThat(
                        value(
                                "\"valueSampledData\":{\"origin\":{\"value\":0},\"period\":10,\"dimensions\":1,\"data\":\"1 2 3\"}"))
                .isEqualTo(new Value.Absent("sampled data, which is not read"));
    }

    @Test
    void whyAValueIsAbsentIsTakenFromWhereverItStands() {
        assertThat(value("\"dataAbsentReason\":{\"text\":\"clotted\"}")).isEqualTo(new Value.Absent("clotted"));
        assertThat(
                        value(
                                "\"valueQuantity\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"masked\"}]}"))
                .isEqualTo(new Value.Absent("masked"));
        assertThat(value("")).isEqualTo(new Value.Absent("not given"));
    }

    @Test
    void aLocalUnitCodeIsNoUnitWhereWordsAreGiven() {
        assertThat(value("\"valueQuantity\":{\"value\":5,\"unit\":\"mg/dL\",\"system\":\"urn:local\",\"code\":\"17\"}"))
                .isEqualTo(number("5", "mg/dL"));
        assertThat(
                        value(
                                "\"valueQuantity\":{\"value\":5,\"unit\":\"x\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg/dL\"}"))
                .isEqualTo(number("5", "mg/dL"));
    }

    @Test
    void keepsAllInterpretations() {
        Measurement measurement = only(Measurement.class, observation("o", """
            "valueInteger":1,"interpretation":[{"coding":[{"code":"H"}]},{"coding":[{"code":"A"}]},{"text":"odd"}]"""));

        assertThat(measurement.interpretation()).isEqualTo("H");
        assertThat(measurement.interpretations()).containsExactly("H", "A", "odd");
    }

    @Test
    void aRangeForEveryoneCountsBeforeOneForSomePeople() {
        Measurement measurement = only(Measurement.class, observation("o", """
            "valueQuantity":{"value":140,"code":"g/L"},"referenceRange":[
             {"low":{"value":130,"code":"g/L"},"appliesTo":[{"text":"men"}]},
             {"low":{"value":120,"code":"g/L"},"text":"120 and more"}]"""));

        assertThat(measurement.low()).isEqualByComparingTo("120");
        assertThat(measurement.rangeText()).isEqualTo("120 and more");
    }

    @Test
    void severalRangesForDifferentPeopleAreNobodys() {
        Measurement measurement = only(Measurement.class, observation("o", """
            "valueQuantity":{"value":140,"code":"g/L"},"referenceRange":[
             {"low":{"value":130,"code":"g/L"},"appliesTo":[{"text":"men"}]},
             {"low":{"value":120,"code":"g/L"},"appliesTo":[{"text":"women"}]}]"""));

        assertThat(measurement.low()).isNull();
    }

    @Test
    void aRangeInWordsStandsBesideAnAnswerInWords() {
        assertThat(only(
                                Measurement.class,
                                observation(
                                        "o", "\"valueString\":\"cloudy\",\"referenceRange\":[{\"text\":\"clear\"}]"))
                        .rangeText())
                .isEqualTo("clear");
    }

    @ParameterizedTest
    @CsvSource({
        "laboratory, LABORATORY",
        "vital-signs, VITAL_SIGNS",
        "social-history, SOCIAL_HISTORY",
        "survey, SURVEY",
        "sdoh, SURVEY",
        "imaging, OTHER"
    })
    void theCategoryTellsWhatKindItIs(String code, Category category) {
        assertThat(only(
                                Measurement.class,
                                observation(
                                        "o",
                                        "\"valueInteger\":1,\"category\":[{\"text\":\"local\"},{\"coding\":[{\"code\":\"house\"},{\"code\":\""
                                                + code + "\"}]}]"))
                        .category())
                .isEqualTo(category);
    }

    @Test
    void smokingPregnancyAndScreeningAnswersKeepTheirCodes() {
        PatientRecord record = map(
                coded("smoking", "72166-2", "social-history", "428041000124106"),
                coded("pregnant", "82810-3", "social-history", "77386006"),
                coded("housing", "71802-3", "survey", "LA30190-5"));

        assertThat(record.events(Measurement.class))
                .extracting(
                        measurement ->
                                measurement.concept().codings().getFirst().code(),
                        measurement -> ((Value.Coded) measurement.value())
                                .concept()
                                .codings()
                                .getFirst()
                                .code())
                .containsExactly(
                        tuple("72166-2", "428041000124106"),
                        tuple("82810-3", "77386006"),
                        tuple("71802-3", "LA30190-5"));
    }

    @Test
    void whatWasCancelledIsKeptOutAndCounted() {
        PatientRecord record = map(observation("o", "\"valueInteger\":1").replace("final", "cancelled"));

        assertThat(record.events()).isEmpty();
        assertThat(record.exclusions().notDone()).isEqualTo(1);
    }

    @Test
    void keepsBothWhenItWasMeasuredAndWhenItWasIssued() {
        Measurement late = only(Measurement.class, observation("o", """
                "effectiveDateTime":"2020-05-17T08:00:00Z","issued":"2020-05-20T09:30:00Z","valueInteger":1"""));

        assertThat(late.time()).isNotNull().extracting(EventTime::date).isEqualTo(LocalDate.of(2020, 5, 17));
        assertThat(late.issued()).isNotNull().extracting(EventTime::date).isEqualTo(LocalDate.of(2020, 5, 20));
    }

    @Test
    void keepsWhenAReportWasIssued() {
        Report late = only(Report.class, TestMapping.resource("DiagnosticReport", "r", """
                "status":"final","code":{"text":"CT"},"effectiveDateTime":"2020-05-17","issued":"2020-05-20T09:30:00Z\""""));

        assertThat(late.time()).isNotNull().extracting(EventTime::date).isEqualTo(LocalDate.of(2020, 5, 17));
        assertThat(late.issued()).isNotNull().extracting(EventTime::date).isEqualTo(LocalDate.of(2020, 5, 20));
    }

    private static String coded(String id, String loinc, String category, String answer) {
        return TestMapping.resource("Observation", id, """
            "status":"final","category":[{"coding":[{"code":"%s"}]}],
            "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},
            "valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"%s"}]}""".formatted(category, loinc, answer));
    }

    private static Value value(String elements) {
        return only(Measurement.class, observation("o", elements)).value();
    }

    private static Value.Quantity number(String number, String unit) {
        return new Value.Quantity(new BigDecimal(number), unit, null);
    }

    private static String observation(String id, String elements) {
        return TestMapping.resource(
                "Observation",
                id,
                "\"status\":\"final\",\"code\":{\"text\":\"test\"}" + (elements.isBlank() ? "" : "," + elements));
    }
}
