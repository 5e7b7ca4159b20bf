package org.prodrome.reasoning.statistics;

import org.prodrome.reasoning.statistics.ThresholdCounts.Counts;

/**
 * What acting at a risk threshold is worth, in true positives per person.
 *
 * <p>{@code TP/n - FP/n * p/(1-p)} (Vickers and Elkin, Medical Decision Making 2006, 26:565). Acting on nobody is worth 0.
 */
public final class NetBenefit {

    private NetBenefit() {}

    /** Of acting where the probability is at least the threshold; NaN without one of either class. */
    public static double of(Counts counts, double threshold) {
        double wrong = counts.alerts() - counts.hits();
        return counts.oneClass() ? Double.NaN : (counts.hits() - wrong * odds(threshold)) / counts.all();
    }

    /** Of acting on everybody. */
    public static double ofAll(Counts counts, double threshold) {
        return of(new Counts(counts.all(), counts.happened(), counts.all(), counts.happened()), threshold);
    }

    private static double odds(double threshold) {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("threshold: expected a probability between 0 and 1, got " + threshold);
        }
        return threshold / (1 - threshold);
    }
}
