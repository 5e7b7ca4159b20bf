package org.prodrome.reasoning.statistics;

import java.util.Arrays;

/**
 * What acting at a risk threshold is worth, in true positives per person; every row has a weight.
 *
 * <p>{@code TP/n - FP/n * p/(1-p)} (Vickers and Elkin, Medical Decision Making 2006, 26:565). Acting on nobody is worth 0.
 */
public final class NetBenefit {

    private NetBenefit() {}

    /** Of acting where the probability is at least the threshold; NaN without one of either class. */
    public static double of(double[] probabilities, boolean[] events, double[] weights, double threshold) {
        double right = 0;
        double wrong = 0;
        double happened = 0;
        double all = 0;
        for (int i = 0; i < events.length; i++) {
            boolean acts = probabilities[i] >= threshold;
            all += weights[i];
            happened += events[i] ? weights[i] : 0;
            right += acts && events[i] ? weights[i] : 0;
            wrong += acts && !events[i] ? weights[i] : 0;
        }
        return happened > 0 && happened < all ? (right - wrong * odds(threshold)) / all : Double.NaN;
    }

    /** Of acting on everybody. */
    public static double ofAll(boolean[] events, double[] weights, double threshold) {
        double[] certain = new double[events.length];
        Arrays.fill(certain, 1);
        return of(certain, events, weights, threshold);
    }

    private static double odds(double threshold) {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("threshold: expected a probability between 0 and 1, got " + threshold);
        }
        return threshold / (1 - threshold);
    }
}
