package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AlertsTest {

    private final double[] scores = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05};
    private final boolean[] events = {true, true, false, true, false, false, true, false, false, false};
    private final double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

    private Alerts at(double threshold, boolean[] happened, double[] weights) {
        return Alerts.of(new ThresholdCounts(scores, happened, threshold).of(weights)[0]);
    }

    @Test
    void countsAlertsHitsAndMisses() {
        Alerts alerts = at(0.6, events, ones);
        assertThat(alerts.per1000()).isCloseTo(400, within(1e-9));
        assertThat(alerts.precision()).isCloseTo(0.75, within(1e-12));
        assertThat(alerts.sensitivity()).isCloseTo(0.75, within(1e-12));
        assertThat(alerts.perHit()).isCloseTo(4.0 / 3, within(1e-12));
    }

    @Test
    void countsRowsByWeight() {
        double[] doubled = ones.clone();
        doubled[2] = 3;
        assertThat(at(0.6, events, doubled).precision()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void takesTheLowestThresholdThatIsRightOftenEnough() {
        assertThat(Alerts.thresholdOfPrecision(0.75, 1, scores, events, ones)).isEqualTo(0.6);
        assertThat(Alerts.thresholdOfPrecision(0.4, 1, scores, events, ones)).isEqualTo(0.05);
        assertThat(Alerts.thresholdOfPrecision(0.9, 1, scores, events, ones)).isEqualTo(0.8);
    }

    @Test
    void findsNoThresholdWhereNoneIsRightOftenEnough() {
        assertThat(Alerts.thresholdOfPrecision(0.9, 3, scores, events, ones)).isNaN();
        assertThat(at(Double.NaN, events, ones).precision()).isNaN();
    }

    @Test
    void findsTheThresholdOfAShareOfRows() {
        assertThat(Alerts.thresholdOfShare(0.2, scores, ones)).isEqualTo(0.8);
        assertThat(Alerts.thresholdOfShare(0.2, new double[0], new double[0])).isNaN();
    }

    @Test
    void hasNoFiguresOfOneClass() {
        assertThat(at(0.5, new boolean[10], ones).per1000()).isNaN();
    }

    @Test
    void countsAtSeveralThresholdsInTheOrderTheyCame() {
        ThresholdCounts.Counts[] counts = new ThresholdCounts(scores, events, 0.85, Double.NaN, 0.0, 0.6, 0.6).of(ones);
        assertThat(counts[0]).isEqualTo(new ThresholdCounts.Counts(10, 4, 1, 1));
        assertThat(counts[1].alerts()).isNaN();
        assertThat(counts[2]).isEqualTo(new ThresholdCounts.Counts(10, 4, 10, 4));
        assertThat(counts[3]).isEqualTo(new ThresholdCounts.Counts(10, 4, 4, 3));
        assertThat(counts[4]).isEqualTo(counts[3]);
    }
}
