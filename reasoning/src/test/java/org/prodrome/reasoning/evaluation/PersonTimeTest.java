package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.evaluation.PersonTime.Stretch;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.training.FollowUp;

class PersonTimeTest {

    private static final Protocol PROTOCOL = Protocol.load();

    /** Index dates of a man at 44 and 46, and of a woman at 46, 50 and 66. */
    private static final TaskRows DATES = new TaskRows(
            new long[] {1, 1, 2, 2, 2},
            new double[] {44, 46, 46, 50, 66},
            new String[] {"male", "male", "female", "female", "female"},
            new String[] {"Asian", "Asian", "White", "White", "White"},
            new double[5],
            new boolean[5],
            new double[5],
            Map.of());

    private static final PersonTime TIME =
            new PersonTime(List.of(new Stretch("male", "Asian", 43, 48), new Stretch("female", "White", 45, 67.5)));

    private static double rate(Dimension dimension, String group) {
        return TIME.datesPerYear(dimension, group, DATES, PROTOCOL);
    }

    @Test
    void holdsTheDatesOfAGroupAgainstItsOwnTime() {
        assertThat(rate(Dimension.SEX, "male")).isCloseTo(2 / 5.0, within(1e-12));
        assertThat(rate(Dimension.SEX, "female")).isCloseTo(3 / 22.5, within(1e-12));
        assertThat(rate(Dimension.RACE, "Asian")).isCloseTo(2 / 5.0, within(1e-12));
        assertThat(rate(Dimension.RACE, "nobody")).isNaN();
    }

    @Test
    void countsTimeInTheAgeBandItWasLivedIn() {
        assertThat(rate(Dimension.AGE, "under 45 years")).isCloseTo(1 / 2.0, within(1e-12));
        assertThat(rate(Dimension.AGE, "45 to 64 years")).isCloseTo(3 / 23.0, within(1e-12));
        assertThat(rate(Dimension.AGE, "65 to 74 years")).isCloseTo(1 / 2.5, within(1e-12));
        assertThat(rate(Dimension.AGE, "75 years and over")).isNaN();
    }

    @Test
    void tellsNoMoreDigitsThanKeepCountsBack() {
        assertThat(PersonTime.shown(83_268 / 12_345.75)).isEqualTo(6.74);
        assertThat(PersonTime.shown(0.123456)).isEqualTo(0.123);
        assertThat(PersonTime.shown(Double.NaN)).isNaN();
    }

    @Test
    void isUnknownWithoutStretches() {
        assertThat(PersonTime.unknown().datesPerYear(Dimension.SEX, "male", DATES, PROTOCOL))
                .isNaN();
        assertThat(PersonTime.unknown().years()).isZero();
    }

    @Test
    void refusesAStretchThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> new Stretch("male", "Asian", 50, 49))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("50.0 years or later, got 49.0");
    }

    /** From the first event's year on, or 18 years of age, to the end, the diagnosis or 90 years of age; one stretch each. */
    @Test
    void goesFromTheFirstEligibleDayToTheEndOrTheDiagnosis() {
        Rows rows = new Rows(new Questions(List.of(new Outcome("gout", "gout")), List.of(365)));
        IndexRow well = row(1, Demographics.Sex.MALE, 14_610, 18_993, Float.NaN, 16_000);
        add(rows, well);
        add(rows, new IndexRow(well.life(), 17_000, well.race()));
        add(rows, row(2, Demographics.Sex.FEMALE, 0, 20_000, 7_305, 7_000));
        add(rows, row(3, Demographics.Sex.FEMALE, 28_854, 36_000, Float.NaN, 30_000));
        add(rows, row(4, Demographics.Sex.FEMALE, 14_610, 18_993, 15_000, 16_000));
        PersonTime time = new EligibleTime(18, 365).of(rows, 0);
        assertThat(time.stretches()).hasSize(3);
        assertThat(time.stretches()).extracting(Stretch::sex).containsExactly("male", "female", "female");
        assertThat(time.stretches()).extracting(Stretch::race).containsOnly("White");
        assertThat(time.stretches())
                .satisfiesExactly(
                        first -> assertStretch(first, 14_975 / 365.25, 52),
                        second -> assertStretch(second, 18, 20),
                        third -> assertStretch(third, 29_219 / 365.25, 90));
    }

    private static void assertStretch(Stretch stretch, double from, double to) {
        assertThat(stretch.fromYears()).isCloseTo(from, within(1e-9));
        assertThat(stretch.toYears()).isCloseTo(to, within(1e-9));
    }

    private static IndexRow row(long patient, Demographics.Sex sex, int first, int end, float gout, int age) {
        return new IndexRow(
                new FollowUp(
                        patient, LocalDate.of(1950, 1, 1), sex, first, end, false, new float[] {gout}, new int[] {age}),
                age,
                "White");
    }

    private static void add(Rows rows, IndexRow row) {
        rows.add(row, new SparseRow(new int[0], new float[0]));
    }
}
