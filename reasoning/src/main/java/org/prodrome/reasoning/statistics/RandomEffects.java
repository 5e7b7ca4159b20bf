package org.prodrome.reasoning.statistics;

import java.util.Arrays;

/**
 * Estimates of the same kind from several groups, each with an error of its own, drawn towards their mean by as much as they differ
 * no more than chance: random effects (DerSimonian and Laird, Controlled Clinical Trials 7:177, 1986), empirical Bayes.
 *
 * @param mean of all groups
 * @param variance between groups that chance does not explain, at least 0
 */
public record RandomEffects(double mean, double variance) {

    private static final double LEAST = 1e-12;

    /**
     * Fits.
     *
     * @param estimates one per group, at least one
     * @param errors their variances
     */
    public static RandomEffects of(double[] estimates, double[] errors) {
        double[] weights = weights(errors, 0);
        double fixed = mean(estimates, weights);
        double sum = Arrays.stream(weights).sum();
        double squares = 0;
        double heterogeneity = 0;
        for (int i = 0; i < weights.length; i++) {
            squares += weights[i] * weights[i];
            heterogeneity += weights[i] * (estimates[i] - fixed) * (estimates[i] - fixed);
        }
        double free = sum - squares / sum;
        double variance = free > 0 ? Math.max(0, (heterogeneity - (weights.length - 1)) / free) : 0;
        return new RandomEffects(mean(estimates, weights(errors, variance)), variance);
    }

    /** How much of a group's departure from the mean is its own, in [0, 1]. */
    public double own(double error) {
        return variance / (variance + Math.max(LEAST, error));
    }

    private static double[] weights(double[] errors, double variance) {
        return Arrays.stream(errors)
                .map(error -> 1 / (variance + Math.max(LEAST, error)))
                .toArray();
    }

    private static double mean(double[] estimates, double[] weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * estimates[i];
            all += weights[i];
        }
        return sum / all;
    }
}
