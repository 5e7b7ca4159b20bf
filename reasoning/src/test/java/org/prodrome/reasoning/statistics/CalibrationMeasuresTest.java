package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationMeasuresTest {

    private static final int ROWS = 40_000;
    private final double[] right = new double[ROWS];
    private final double[] overconfident = new double[ROWS];
    private final boolean[] events = new boolean[ROWS];
    private final double[] weights = new double[ROWS];

    CalibrationMeasuresTest() {
        SplittableRandom random = new SplittableRandom(3);
        Arrays.fill(weights, 1);
        for (int i = 0; i < ROWS; i++) {
            double logOdds = random.nextDouble(-4, 1);
            right[i] = 1 / (1 + Math.exp(-logOdds));
            overconfident[i] = 1 / (1 + Math.exp(-2 * logOdds));
            events[i] = random.nextDouble() < right[i];
        }
    }

    @Test
    void findsNothingWrongWithTrueProbabilities() {
        LogisticRegression line = CalibrationMeasures.recalibration(right, events, weights);
        assertThat(line.coefficients().getFirst()).isCloseTo(1, within(0.05));
        assertThat(line.intercept()).isCloseTo(0, within(0.07));
        assertThat(CalibrationMeasures.observedOverExpected(right, events, weights))
                .isCloseTo(1, within(0.03));
        assertThat(CalibrationMeasures.expectedCalibrationError(right, events, weights))
                .isLessThan(0.01);
    }

    @Test
    void findsTheSlopeOfOverconfidence() {
        LogisticRegression line = CalibrationMeasures.recalibration(overconfident, events, weights);
        assertThat(line.coefficients().getFirst()).isCloseTo(0.5, within(0.03));
        assertThat(CalibrationMeasures.expectedCalibrationError(overconfident, events, weights))
                .isGreaterThan(0.05);
    }

    @Test
    void hasTheBrierScoreOfTwoKnownRows() {
        double brier =
                CalibrationMeasures.brier(new double[] {0.9, 0.2}, new boolean[] {true, false}, new double[] {1, 1});
        assertThat(brier).isCloseTo((0.01 + 0.04) / 2, within(1e-12));
    }

    @Test
    void makesTenBinsOfAllRows() {
        assertThat(CalibrationMeasures.bins(right, events, weights))
                .hasSize(10)
                .extracting(CalibrationMeasures.Bin::rows)
                .containsOnly(ROWS / 10);
    }

    @Test
    void isNoBetterThanThePrevalenceWhenItForetellsThePrevalence() {
        boolean[] one = {true, false, false, false};
        double[] ones = {1, 1, 1, 1};
        double[] quarter = {0.25, 0.25, 0.25, 0.25};
        assertThat(CalibrationMeasures.scaledBrier(quarter, one, ones)).isCloseTo(0, within(1e-12));
        assertThat(CalibrationMeasures.scaledBrier(new double[] {1, 0, 0, 0}, one, ones))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void hasNoFiguresOfOneClassOrOfNoRows() {
        double[] p = {0.2, 0.3};
        double[] ones = {1, 1};
        for (boolean[] oneClass : new boolean[][] {{false, false}, {true, true}}) {
            assertThat(CalibrationMeasures.brier(p, oneClass, ones)).isNaN();
            assertThat(CalibrationMeasures.scaledBrier(p, oneClass, ones)).isNaN();
            assertThat(CalibrationMeasures.observedOverExpected(p, oneClass, ones))
                    .isNaN();
            assertThat(CalibrationMeasures.expectedCalibrationError(p, oneClass, ones))
                    .isNaN();
        }
        assertThat(CalibrationMeasures.brier(new double[0], new boolean[0], new double[0]))
                .isNaN();
        assertThat(CalibrationMeasures.bins(new double[0], new boolean[0], new double[0]))
                .isEmpty();
    }

    @Test
    void leavesRowsWithoutWeightOutOfTheBins() {
        double[] none = weights.clone();
        Arrays.fill(none, 0, ROWS / 2, 0);
        assertThat(CalibrationMeasures.bins(right, events, none))
                .extracting(CalibrationMeasures.Bin::rows)
                .containsOnly(ROWS / 20);
    }
}
