package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NetBenefitTest {

    private final double[] probabilities = {0.9, 0.6, 0.3, 0.1};
    private final boolean[] events = {true, false, true, false};
    private final double[] ones = {1, 1, 1, 1};

    @Test
    void takesOffWrongAlertsAtTheOddsOfTheThreshold() {
        assertThat(NetBenefit.of(probabilities, events, ones, 0.2)).isCloseTo((2 - 0.25) / 4, within(1e-12));
        assertThat(NetBenefit.of(probabilities, events, ones, 0.5)).isCloseTo(0, within(1e-12));
        assertThat(NetBenefit.of(probabilities, events, ones, 0.75)).isCloseTo(0.25, within(1e-12));
    }

    /** Prevalence less the odds of the threshold times the rest; nothing at the prevalence itself. */
    @Test
    void knowsWhatTreatingAllIsWorth() {
        assertThat(NetBenefit.ofAll(events, ones, 0.2)).isCloseTo(0.5 - 0.5 * 0.25, within(1e-12));
        assertThat(NetBenefit.ofAll(events, ones, 0.5)).isCloseTo(0, within(1e-12));
    }

    @Test
    void isNotDefinedForOneClass() {
        assertThat(NetBenefit.of(probabilities, new boolean[4], ones, 0.2)).isNaN();
        assertThat(NetBenefit.of(new double[0], new boolean[0], new double[0], 0.2))
                .isNaN();
    }
}
