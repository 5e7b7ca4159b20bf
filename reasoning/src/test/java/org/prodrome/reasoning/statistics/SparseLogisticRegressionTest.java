package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.statistics.SparseLogisticRegression.Precision;

class SparseLogisticRegressionTest {

    private static final int ROWS = 4000;
    private static final double[] TRUTH = {1.2, -0.8, 0, 0.5, 0};
    private static final double BASE = -1;

    private final List<SparseRow> rows = new ArrayList<>();
    private final boolean[] events = new boolean[ROWS];
    private final double[] weights = new double[ROWS];

    SparseLogisticRegressionTest() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < ROWS; i++) {
            int[] columns =
                    random.ints(0, TRUTH.length).limit(3).distinct().sorted().toArray();
            float[] values = new float[columns.length];
            double logOdds = BASE;
            for (int k = 0; k < columns.length; k++) {
                values[k] = (float) random.nextGaussian();
                logOdds += TRUTH[columns[k]] * values[k];
            }
            rows.add(new SparseRow(columns, values));
            events[i] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
            weights[i] = 1;
        }
    }

    @Test
    void findsWhatMadeTheEvents() {
        SparseLogisticRegression fitted = fromNothing(0.1, Precision.FINE);

        assertThat(fitted.intercept()).isCloseTo(BASE, within(0.15));
        for (int j = 0; j < TRUTH.length; j++) {
            assertThat(fitted.coefficients()[j]).isCloseTo(TRUTH[j], within(0.15));
        }
    }

    @Test
    void fromAnotherPenaltyAFitComesToWhereItComesFromNothing() {
        SparseLogisticRegression much = fromNothing(3000, Precision.ROUGH);
        SparseLogisticRegression little = much.fit(rows, events, weights, 3, Precision.FINE);
        SparseLogisticRegression fromNothing = fromNothing(3, Precision.FINE);

        assertThat(Arrays.stream(much.coefficients()).map(Math::abs).max().orElseThrow())
                .isLessThan(0.5);
        assertThat(little.intercept()).isCloseTo(fromNothing.intercept(), within(0.01));
        assertThat(little.coefficients()).containsExactly(fromNothing.coefficients(), within(0.01));
    }

    @Test
    void aRoughFitEndsNearAFineOne() {
        SparseLogisticRegression rough = fromNothing(3, Precision.ROUGH);
        SparseLogisticRegression fine = fromNothing(3, Precision.FINE);

        assertThat(rough.coefficients()).containsExactly(fine.coefficients(), within(0.05));
    }

    @Test
    void beforeAnyFitThereIsOnlyHowOftenEventsAre() {
        SparseLogisticRegression nothing =
                SparseLogisticRegression.ofNothing(new boolean[] {true, false, false}, new double[] {1, 1, 2}, 2);

        assertThat(nothing.coefficients()).containsExactly(0, 0);
        assertThat(nothing.probability(new SparseRow(new int[] {1}, new float[] {9})))
                .isCloseTo(0.25, within(1e-12));
    }

    @Test
    void ofPenaltiesTriedRoughlyTheOneThatDoesBestIsThatOfFineFits() {
        CorrelatedRows learn = CorrelatedRows.of(1500, 11);
        CorrelatedRows held = CorrelatedRows.of(1500, 12);
        List<Double> ridges = List.of(1000.0, 100.0, 10.0, 1.0, 0.1);
        List<Double> roughLosses = new ArrayList<>();
        List<Double> fineLosses = new ArrayList<>();
        SparseLogisticRegression rough = learn.nothing();
        for (double ridge : ridges) {
            rough = learn.fit(rough, ridge, Precision.ROUGH);
            roughLosses.add(held.loss(rough));
            fineLosses.add(held.loss(learn.fit(learn.nothing(), ridge, Precision.FINE)));
        }

        int best = fineLosses.indexOf(Collections.min(fineLosses));
        assertThat(best).isBetween(1, ridges.size() - 2);
        assertThat(roughLosses.indexOf(Collections.min(roughLosses))).isEqualTo(best);
        assertThat(roughLosses.get(best)).isCloseTo(fineLosses.get(best), within(1e-3));
    }

    /** Many columns that go together and rare events, as counts of a record are. */
    private record CorrelatedRows(List<SparseRow> rows, boolean[] events, double[] weights) {

        private static final int WIDTH = 80;

        static CorrelatedRows of(int count, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<SparseRow> rows = new ArrayList<>();
            boolean[] events = new boolean[count];
            for (int i = 0; i < count; i++) {
                double shared = random.nextGaussian();
                float[] values = new float[WIDTH];
                double logOdds = -3;
                for (int k = 0; k < WIDTH; k++) {
                    values[k] = (float) (0.7 * shared + 0.7 * random.nextGaussian());
                    logOdds += k < 10 ? 0.15 * values[k] : 0;
                }
                rows.add(new SparseRow(IntStream.range(0, WIDTH).toArray(), values));
                events[i] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
            }
            double[] weights = new double[count];
            Arrays.fill(weights, 1);
            return new CorrelatedRows(rows, events, weights);
        }

        SparseLogisticRegression nothing() {
            return SparseLogisticRegression.ofNothing(events, weights, WIDTH);
        }

        SparseLogisticRegression fit(SparseLogisticRegression from, double ridge, Precision precision) {
            return from.fit(rows, events, weights, ridge, precision);
        }

        double loss(SparseLogisticRegression fitted) {
            return IntStream.range(0, rows.size())
                    .mapToDouble(i -> {
                        double p = fitted.probability(rows.get(i));
                        return -Math.log(events[i] ? p : 1 - p);
                    })
                    .average()
                    .orElseThrow();
        }
    }

    private SparseLogisticRegression fromNothing(double ridge, Precision precision) {
        return SparseLogisticRegression.ofNothing(events, weights, TRUTH.length)
                .fit(rows, events, weights, ridge, precision);
    }
}
