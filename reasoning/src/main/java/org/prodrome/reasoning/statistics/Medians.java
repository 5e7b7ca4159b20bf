package org.prodrome.reasoning.statistics;

import java.util.Arrays;

/** Medians. */
public final class Medians {

    private Medians() {}

    /** Of values each counted by its weight: the smallest value with at least half of the weight; NaN without weight. */
    public static double weighted(double[] values, double[] weights) {
        int[] order = Order.rising(values);
        double half = Arrays.stream(weights).sum() / 2;
        double sum = 0;
        for (int i : order) {
            sum += weights[i];
            if (sum > 0 && sum >= half) {
                return values[i];
            }
        }
        return Double.NaN;
    }

    /** Of the finite values, the mean of the middle two where their number is even; NaN when there is none. */
    public static double of(double... values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
