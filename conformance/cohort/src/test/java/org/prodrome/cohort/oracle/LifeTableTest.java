package org.prodrome.cohort.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prodrome.cohort.planted.Curve;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.RiskFactors;
import org.prodrome.cohort.planted.Sex;
import org.prodrome.cohort.planted.Smoking;

/** Everybody is followed from some age to 65, and dies of other causes at the same rate. */
class LifeTableTest {
    private static final int PERSONS = 20_000;
    private static final double PER_YEAR = 0.02;
    private static final double OF_THE_DISEASE = 0.1;

    @Test
    void countsNoYearsInWhichADeathWouldNotHaveBeenSeen() {
        assertThat(rate(60, PER_YEAR, Map.of())).isCloseTo(PER_YEAR, within(0.001));
        assertThat(rate(63, PER_YEAR, Map.of())).isCloseTo(PER_YEAR, within(0.001));
    }

    @Test
    void takesDeathsOfADiagnosedDiseaseOffInTheYearsSeenAlone() {
        Map<String, Integer> diagnoses = Map.of(TestWorlds.FIRST, TestWorlds.day(50));

        assertThat(rate(60, PER_YEAR + OF_THE_DISEASE, diagnoses)).isCloseTo(PER_YEAR, within(0.002));
        assertThat(rate(63, PER_YEAR + OF_THE_DISEASE, diagnoses)).isCloseTo(PER_YEAR, within(0.002));
    }

    /** What the table says of 62.5 years, of people who are seen from an age on and die at a rate. */
    private static double rate(double from, double deaths, Map<String, Integer> diagnoses) {
        List<Hypothesis> hypotheses = Oracle.hypotheses(TestWorlds.two(), GridSettings.USUAL);
        var tally = new LifeTable.Tally();
        for (int i = 0; i < PERSONS; i++) {
            double quantile = (i + 0.5) / PERSONS;
            tally.life(person(from, from - Math.log1p(-quantile) / deaths, diagnoses), hypotheses);
        }
        return tally.table().perDay(Sex.FEMALE, TestWorlds.day(62.5)) * Days.PER_YEAR;
    }

    private static Person person(double from, double death, Map<String, Integer> diagnoses) {
        var risk = new RiskFactors(Sex.FEMALE, Smoking.NEVER, new Curve(List.of(new Curve.Knot(20, 27))), Set.of());
        int end = TestWorlds.day(64.999);
        int last = Math.min(end, TestWorlds.day(Math.min(100, death)));
        return new Person(7, risk, diagnoses, Map.of(), TestWorlds.day(from), last, last < end);
    }
}
