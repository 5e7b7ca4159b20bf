package org.prodrome.cohort.oracle;

import java.util.Arrays;

/**
 * The average of one risk over sweeps, and what it is worth. Sweeps repeat each other, which makes the average worse (initial positive
 * sequence; Geyer 1992, section 3.3), and each holds a whole conditional distribution, which makes it better.
 */
final class SweepAverage {
    private static final double MOST = 100_000;

    /** Variance of a mean, in its square, that is rounding alone. */
    private static final double ROUNDING = 1e-20;

    private double[] values;
    private double squares;
    private int count;

    SweepAverage(int sweeps) {
        this.values = new double[sweeps];
    }

    /**
     * One sweep.
     *
     * @param risk mean over the conditional distribution of the states
     * @param square mean of the squared risk likewise
     */
    void add(double risk, double square) {
        values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
        values[count++] = risk;
        squares += square;
    }

    Answer answer() {
        double mean = mean();
        double ofStates = Math.max(0, squares / count - mean * mean);
        double ofMean = varianceOfMean(mean);
        boolean isExact = ofMean <= ROUNDING * mean * mean || ofMean * MOST <= ofStates;
        double size = isExact ? MOST : Math.max(1, ofStates / ofMean);
        return new Answer(Math.clamp(mean, 0.0, 1.0), size);
    }

    private double varianceOfMean(double mean) {
        double sum = -covariance(mean, 0);
        for (int lag = 0; lag + 1 < count; lag += 2) {
            double pair = covariance(mean, lag) + covariance(mean, lag + 1);
            if (pair <= 0) {
                break;
            }
            sum += 2 * pair;
        }
        return Math.max(sum, 0) / count;
    }

    private double mean() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    private double covariance(double mean, int lag) {
        double sum = 0;
        for (int i = 0; i + lag < count; i++) {
            sum += (values[i] - mean) * (values[i + lag] - mean);
        }
        return sum / count;
    }
}
