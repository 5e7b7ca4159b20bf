package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConcordanceTest {

    private static final double LOST = 0;

    @Test
    void comparesTheEarlierDiagnosedWithTheLater() {
        double[] scores = {0.9, 0.5, 0.7};
        boolean[] events = {true, true, false};
        Concordance c = new Concordance(scores, new double[] {10, 20, 30}, events, new double[] {1, 1, 1});
        assertThat(c.of()).as("1>2, 1>3, 2<3").isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void comparesTheLostOnlyWithEventsBeforeTheLoss() {
        double[] scores = {0.5, 0.9, 0.1};
        boolean[] events = {true, false, false};
        double[] weights = {1, LOST, 1};
        assertThat(new Concordance(scores, new double[] {10, 20, 30}, events, weights).of())
                .isCloseTo(0.5, within(1e-12));
        assertThat(new Concordance(scores, new double[] {10, 5, 30}, events, weights).of())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void comparesWhoDiedOfSomethingElseWithEveryEvent() {
        double[] scores = {0.5, 0.9};
        Concordance c = new Concordance(scores, new double[] {10, 5}, new boolean[] {true, false}, new double[] {1, 1});
        assertThat(c.of()).isZero();
    }

    @Test
    void weighsEventsByTheSquareOfTheirWeight() {
        double[] scores = {0.1, 0.9, 0.5};
        boolean[] events = {true, true, false};
        Concordance c = new Concordance(scores, new double[] {10, 10, 30}, events, new double[] {1, 2, 1});
        assertThat(c.of()).isCloseTo(4.0 / 5, within(1e-12));
    }

    @Test
    void isNotDefinedWithoutPairs() {
        assertThat(new Concordance(new double[] {}, new double[] {}, new boolean[] {}, new double[] {}).of())
                .isNaN();
        assertThat(new Concordance(new double[] {1}, new double[] {1}, new boolean[] {true}, new double[] {1}).of())
                .isNaN();
    }
}
