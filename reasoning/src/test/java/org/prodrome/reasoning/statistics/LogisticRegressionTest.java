package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    @Test
    void givesTheLogOddsOfATwoByTwoTable() {
        double[][] features = new double[100][];
        boolean[] events = new boolean[100];
        for (int i = 0; i < 100; i++) {
            boolean exposed = i < 50;
            features[i] = new double[] {exposed ? 1 : 0};
            events[i] = exposed ? i < 20 : i < 60;
        }
        LogisticRegression fit = LogisticRegression.fit(features, events, 0);
        assertThat(fit.intercept()).isCloseTo(Math.log(10.0 / 40), within(1e-6));
        assertThat(fit.coefficients().getFirst()).isCloseTo(Math.log(20.0 / 30) - Math.log(10.0 / 40), within(1e-6));
        assertThat(fit.probability(1)).isCloseTo(0.4, within(1e-6));
    }

    @Test
    void staysFiniteWhenTheClassesAreSeparable() {
        double[][] features = {{-2}, {-1}, {1}, {2}};
        LogisticRegression fit = LogisticRegression.fit(features, new boolean[] {false, false, true, true}, 0.1);
        assertThat(fit.coefficients().getFirst()).isFinite().isPositive();
    }

    @Test
    void survivesAConstantFeature() {
        double[][] features = {{1}, {1}, {1}, {1}};
        LogisticRegression fit = LogisticRegression.fit(features, new boolean[] {false, true, true, true}, 1);
        assertThat(fit.probability(1)).isCloseTo(0.75, within(0.01));
    }

    /** Log-odds that lie close together far from 0: slope and intercept are large and nearly one. */
    @Test
    void findsASteepSlopeFarFromTheOrigin() {
        int rows = 4_000;
        double[][] features = new double[rows][];
        boolean[] events = new boolean[rows];
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < rows; i++) {
            double x = -6 + 0.05 * random.nextGaussian();
            features[i] = new double[] {x};
            events[i] = random.nextDouble() < 1 / (1 + Math.exp(-(118 + 20 * x)));
        }

        LogisticRegression fit = LogisticRegression.fit(features, events, 0);

        assertThat(fit.coefficients().getFirst()).isCloseTo(20, within(3.0));
        assertThat(fit.probability(-6)).isCloseTo(1 / (1 + Math.exp(2)), within(0.02));
    }
}
