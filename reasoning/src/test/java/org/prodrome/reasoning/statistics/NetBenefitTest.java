package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NetBenefitTest {

    private final double[] probabilities = {0.9, 0.6, 0.3, 0.1};
    private final boolean[] events = {true, false, true, false};
    private final double[] ones = {1, 1, 1, 1};

    private double at(double[] scores, boolean[] happened, double threshold) {
        return NetBenefit.of(new ThresholdCounts(scores, happened, threshold).of(ones)[0], threshold);
    }

    private double ofAll(double threshold) {
        return NetBenefit.ofAll(new ThresholdCounts(probabilities, events, threshold).of(ones)[0], threshold);
    }

    @Test
    void takesOffWrongAlertsAtTheOddsOfTheThreshold() {
        assertThat(at(probabilities, events, 0.2)).isCloseTo((2 - 0.25) / 4, within(1e-12));
        assertThat(at(probabilities, events, 0.5)).isCloseTo(0, within(1e-12));
        assertThat(at(probabilities, events, 0.75)).isCloseTo(0.25, within(1e-12));
    }

    /** Prevalence less the odds of the threshold times the rest; nothing at the prevalence itself. */
    @Test
    void knowsWhatTreatingAllIsWorth() {
        assertThat(ofAll(0.2)).isCloseTo(0.5 - 0.5 * 0.25, within(1e-12));
        assertThat(ofAll(0.5)).isCloseTo(0, within(1e-12));
    }

    @Test
    void isNotDefinedForOneClass() {
        assertThat(at(probabilities, new boolean[4], 0.2)).isNaN();
        assertThat(at(new double[0], new boolean[0], 0.2)).isNaN();
    }
}
