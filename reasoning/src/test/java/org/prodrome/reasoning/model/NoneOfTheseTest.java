package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NoneOfTheseTest {

    @Test
    void isCertainWithoutCandidates() {
        assertThat(NoneOfThese.probability(List.of(), 0.3)).isEqualTo(1);
        assertThat(NoneOfThese.probability(List.of(0.0, 0.0), 0)).isCloseTo(1, within(1e-9));
    }

    @Test
    void isTheProductOfTheComplementsWhereNobodyDies() {
        assertThat(NoneOfThese.probability(List.of(0.2), 0)).isCloseTo(0.8, within(1e-9));
        assertThat(NoneOfThese.probability(List.of(0.2, 0.5, 0.1), 0)).isCloseTo(0.8 * 0.5 * 0.9, within(1e-9));
    }

    @Test
    void isWhatAMillionSimulatedPatientsShowWhereDeathCompetes() {
        double[] hazards = {0.3, 0.1};
        double dying = 0.5;
        SplittableRandom random = new SplittableRandom(4);
        int patients = 1_000_000;
        int[] came = new int[2];
        int none = 0;
        for (int i = 0; i < patients; i++) {
            double death = Math.min(1, exponential(random, dying));
            double first = exponential(random, hazards[0]);
            double second = exponential(random, hazards[1]);
            came[0] += first < death ? 1 : 0;
            came[1] += second < death ? 1 : 0;
            none += Math.min(first, second) < death ? 0 : 1;
        }
        double expected = NoneOfThese.probability(
                List.of(came[0] / (double) patients, came[1] / (double) patients), -Math.expm1(-dying));
        assertThat(none / (double) patients).isCloseTo(expected, within(0.003));
    }

    private static double exponential(SplittableRandom random, double rate) {
        return -Math.log(1 - random.nextDouble()) / rate;
    }

    @Test
    void staysAProbabilityAtTheRims() {
        assertThat(NoneOfThese.probability(List.of(1.0, 1.0), 1)).isBetween(0.0, 1.0);
        assertThat(NoneOfThese.probability(List.of(0.9, 0.9), 0.99)).isBetween(0.0, 1.0);
    }
}
