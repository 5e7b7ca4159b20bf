package org.prodrome.cohort.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HazardTest {
    private static final Disease DISEASE = TestFiles.FILES.diseases().stream()
            .filter(d -> d.id().equals("colorectal-cancer"))
            .findFirst()
            .orElseThrow()
            .withInflation(2);
    private static final RiskFactors PLAIN = person(Smoking.NEVER, 24, Set.of());

    @Test
    void isLogLinearBetweenTheKnotsTimesTheInflation() {
        assertThat(rate(PLAIN, 55)).isCloseTo(2 * 62e-5, within(1e-12));
        assertThat(rate(PLAIN, 60)).isCloseTo(2 * StrictMath.sqrt(62.0 * 95) * 1e-5, within(1e-12));
        assertThat(rate(PLAIN, 100)).isCloseTo(2 * 240e-5, within(1e-12));
        assertThat(rate(PLAIN, 34.9)).isZero();
    }

    @Test
    void multipliesTheRatiosOfTheRiskFactors() {
        double plain = rate(PLAIN, 60);

        assertThat(rate(person(new Smoking(18.0, null), 24, Set.of()), 60) / plain)
                .isCloseTo(1.2, within(1e-9));
        assertThat(rate(person(new Smoking(18.0, 50.0), 24, Set.of()), 60) / plain)
                .isCloseTo(1.15, within(1e-9));
        assertThat(rate(person(Smoking.NEVER, 27, Set.of()), 60) / plain).isCloseTo(1.03 * 1.03, within(1e-9));
        assertThat(rate(person(Smoking.NEVER, 24, Set.of(DISEASE.id())), 60) / plain)
                .isCloseTo(2.2, within(1e-9));
        assertThat(rate(person(Smoking.NEVER, 24, Set.of("another")), 60)).isEqualTo(plain);
    }

    @Test
    void findsTheDayOnWhichTheAccumulatedHazardPassesAThreshold() {
        HazardPath path = HazardPath.of(DISEASE, PLAIN);
        double threshold = path.until(70 * Days.PER_YEAR);

        assertThat(path.dayOf(threshold)).hasValue((int) (70 * Days.PER_YEAR));
        assertThat(path.dayOf(1e-9).orElseThrow()).isBetween((int) (35 * Days.PER_YEAR), (int) (35.2 * Days.PER_YEAR));
        assertThat(path.dayOf(1e9)).isEmpty();
        assertThat(HazardPath.of(DISEASE.withInflation(0), PLAIN).dayOf(1e-12)).isEmpty();
    }

    private static double rate(RiskFactors person, double age) {
        return DISEASE.hazard().perYear(DISEASE.id(), person, age);
    }

    private static RiskFactors person(Smoking smoking, double bmi, Set<String> family) {
        return new RiskFactors(Sex.FEMALE, smoking, new Curve(List.of(new Curve.Knot(20, bmi))), family);
    }
}
