package org.prodrome.reasoning.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.reasoning.TestRecords.diagnosis;
import static org.prodrome.reasoning.TestRecords.familyHistory;
import static org.prodrome.reasoning.TestRecords.lab;
import static org.prodrome.reasoning.TestRecords.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.timeline.AgeDays;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.TestCohort;

class FeaturesTest {

    private static final Timelines TIMELINES = Timelines.load();
    private static final LocalDate DAY = LocalDate.of(2020, 6, 1);
    private static final Person PERSON = new Person(1, Demographics.Sex.FEMALE, "White", 0);

    private static SparseRow row(Features features, PatientRecord record, LocalDate day) {
        int age = AgeDays.between(TestRecords.BIRTH, day).value();
        return features.rows(PERSON, TIMELINES.build(record, day), List.of(age), true)
                .getFirst();
    }

    private static float of(Features features, SparseRow row, Feature feature, String concept) {
        return row.value(feature.column(features.concepts().known(concept)));
    }

    @Test
    void countsAConceptAndItsGroupInEachWindow() {
        PatientRecord record = TestRecords.record(
                "p",
                diagnosis("a", "44054006", DAY.minusDays(30)),
                diagnosis("b", "44054006", DAY.minusDays(31)),
                diagnosis("c", "44054006", DAY.minusDays(400)));
        Features features = new Features(TIMELINES);
        SparseRow row = row(features, record, DAY);
        for (String concept : List.of("condition/type-2-diabetes", "group/diabetes", "group/endocrine")) {
            assertThat(of(features, row, Feature.COUNT_30, concept)).isEqualTo(1);
            assertThat(of(features, row, Feature.COUNT_180, concept)).isEqualTo(2);
            assertThat(of(features, row, Feature.COUNT_365, concept)).isEqualTo(2);
            assertThat(of(features, row, Feature.COUNT_ALL, concept)).isEqualTo(3);
        }
    }

    @Test
    void tellsLastSmallestLargestSlopeChangeAndAgeOfValues() {
        PatientRecord record = TestRecords.record(
                "p",
                lab("a", "4548-4", DAY.minusDays(731), "6.0", "%"),
                lab("b", "4548-4", DAY.minusDays(366), "5.0", "%"),
                lab("c", "4548-4", DAY.minusDays(1), "7.0", "%"));
        Features features = new Features(TIMELINES);
        SparseRow row = row(features, record, DAY);
        assertThat(of(features, row, Feature.LAST, "lab/hba1c")).isEqualTo(7f);
        assertThat(of(features, row, Feature.SMALLEST, "lab/hba1c")).isEqualTo(5f);
        assertThat(of(features, row, Feature.LARGEST, "lab/hba1c")).isEqualTo(7f);
        assertThat(of(features, row, Feature.CHANGE, "lab/hba1c")).isEqualTo(2f);
        assertThat(of(features, row, Feature.DAYS_SINCE, "lab/hba1c")).isEqualTo(1f);
        assertThat(of(features, row, Feature.SLOPE, "lab/hba1c")).isBetween(0.49f, 0.51f);
    }

    @Test
    void aMothersDiabetesIsNoDiabetesInTheFeaturesNorInAScore() {
        Features features = new Features(TIMELINES);
        SparseRow without = row(features, TestRecords.record("p", visit("a", DAY)), DAY);
        row(features, TestRecords.record("q", visit("a", DAY), diagnosis("b", "44054006", DAY)), DAY);
        SparseRow mother =
                row(features, TestRecords.record("r", visit("a", DAY), familyHistory("b", "44054006", DAY)), DAY);
        assertThat(of(features, mother, Feature.COUNT_ALL, "family:condition/type-2-diabetes"))
                .isEqualTo(1);
        for (String own : List.of("condition/type-2-diabetes", "group/diabetes", "group/endocrine")) {
            assertThat(of(features, mother, Feature.COUNT_ALL, own)).as(own).isNaN();
        }
        PublishedScore.Input diabetes = new PublishedScore.Input(
                "diabetes", "diabetes", PublishedScore.Kind.EVER, List.of("condition/type-2-diabetes"), null, null);
        PublishedScore score = new PublishedScore(
                "one",
                "one",
                List.of(),
                "",
                "",
                null,
                null,
                "",
                List.of(diabetes),
                new PublishedScore.Sum(
                        0,
                        List.of(new PublishedScore.Term(
                                1,
                                List.of(new PublishedScore.Factor(
                                        "diabetes", null, null, null, null, null, null, null))))),
                null,
                null);
        assertThat(score.of(mother, features.concepts()))
                .isEqualTo(0)
                .isEqualTo(score.of(without, features.concepts()));
    }

    @Test
    void leavesOutWhatThereIsNoneOf() {
        Features features = new Features(TIMELINES);
        SparseRow row = row(features, TestRecords.record("p", lab("a", "4548-4", DAY, "6", "%")), DAY);
        assertThat(of(features, row, Feature.SLOPE, "lab/hba1c")).isNaN();
        assertThat(of(features, row, Feature.CHANGE, "lab/hba1c")).isNaN();
        features.concepts().number("lab/tsh");
        assertThat(of(features, row, Feature.LAST, "lab/tsh")).isNaN();
        assertThat(of(features, row, Feature.COUNT_ALL, "lab/tsh")).isNaN();
    }

    @Test
    void nothingPlantedAfterTheDayChangesARowByABit() {
        for (PatientRecord record : TestCohort.of(25)) {
            PatientRecord later = TestRecords.record(
                    "later",
                    record.demographics().birthDate(),
                    record.demographics().sex(),
                    null,
                    TestRecords.with(
                            record,
                            diagnosis("planted", "44054006", DAY.plusDays(1)),
                            lab("planted-lab", "4548-4", DAY.plusDays(1), "12", "%"),
                            visit("planted-visit", DAY.plusDays(2))));
            int age = AgeDays.between(
                            Objects.requireNonNull(record.demographics().birthDate()), DAY)
                    .value();
            Features features = new Features(TIMELINES);
            SparseRow without = features.rows(PERSON, TIMELINES.build(record, DAY), List.of(age), true)
                    .getFirst();
            SparseRow with = features.rows(
                            PERSON, TIMELINES.build(later, DAY.plusYears(1)), List.of(age, age + 300), true)
                    .getFirst();
            assertThat(with).isEqualTo(without);
        }
    }

    @Test
    void severalDaysCodedOnceAreTheStoriesOfEachDay() {
        for (PatientRecord record : TestCohort.of(10)) {
            List<LocalDate> days = List.of(DAY.minusYears(8), DAY, DAY.minusYears(20), DAY.plusDays(40));
            assertThat(TIMELINES.buildAll(record, days))
                    .isEqualTo(days.stream()
                            .map(day -> TIMELINES.build(record, day))
                            .toList());
        }
    }
}
