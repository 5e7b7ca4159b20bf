package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

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
        SparseLogisticRegression fitted = SparseLogisticRegression.fit(rows, events, weights, TRUTH.length, 0.1);

        assertThat(fitted.intercept()).isCloseTo(BASE, within(0.15));
        for (int j = 0; j < TRUTH.length; j++) {
            assertThat(fitted.coefficients()[j]).isCloseTo(TRUTH[j], within(0.15));
        }
    }

    @Test
    void anotherPenaltyFromHereOnGivesWhatItGivesFromNothing() {
        SparseLogisticRegression much = SparseLogisticRegression.fit(rows, events, weights, TRUTH.length, 3000);
        SparseLogisticRegression little = much.refit(rows, events, weights, 3);
        SparseLogisticRegression fromNothing = SparseLogisticRegression.fit(rows, events, weights, TRUTH.length, 3);

        assertThat(Arrays.stream(much.coefficients()).map(Math::abs).max().orElseThrow())
                .isLessThan(0.5);
        assertThat(little.intercept()).isCloseTo(fromNothing.intercept(), within(0.01));
        assertThat(little.coefficients()).containsExactly(fromNothing.coefficients(), within(0.01));
    }
}
