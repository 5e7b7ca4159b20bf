package org.prodrome.reasoning.statistics;

import java.util.Arrays;

/**
 * Alerts and hits at several thresholds in one pass over the rows; immutable and thread-safe.
 *
 * <p>A row alerts where its score is at least the threshold.
 */
public final class ThresholdCounts {

    private final double[] rising;
    private final int[] placeOf;
    private final int[] thresholdsMet;
    private final boolean[] events;

    /**
     * Sorts.
     *
     * @param thresholds in any order; nothing is counted at NaN
     */
    public ThresholdCounts(double[] scores, boolean[] events, double... thresholds) {
        this.events = events.clone();
        rising = Arrays.stream(thresholds)
                .filter(threshold -> !Double.isNaN(threshold))
                .sorted()
                .toArray();
        placeOf = Arrays.stream(thresholds)
                .mapToInt(threshold -> Double.isNaN(threshold) ? -1 : Arrays.binarySearch(rising, threshold))
                .toArray();
        thresholdsMet = Arrays.stream(scores).mapToInt(this::met).toArray();
    }

    private int met(double score) {
        int met = 0;
        while (met < rising.length && score >= rising[met]) {
            met++;
        }
        return met;
    }

    /**
     * Weights of rows; NaN for hits and alerts where there is no threshold.
     *
     * @param all every row
     * @param happened rows with the event
     * @param alerts rows that alert
     * @param hits rows that alert and have the event
     */
    public record Counts(double all, double happened, double alerts, double hits) {

        boolean oneClass() {
            return !(happened > 0 && happened < all);
        }
    }

    /** In the order of the thresholds given. */
    public Counts[] of(double[] weights) {
        double[][] sums = new double[2][rising.length + 1];
        for (int row = 0; row < thresholdsMet.length; row++) {
            sums[events[row] ? 1 : 0][thresholdsMet[row]] += weights[row];
        }
        for (double[] sum : sums) {
            for (int i = rising.length - 1; i >= 0; i--) {
                sum[i] += sum[i + 1];
            }
        }
        double all = sums[0][0] + sums[1][0];
        Counts[] counts = new Counts[placeOf.length];
        for (int i = 0; i < counts.length; i++) {
            int met = placeOf[i] + 1;
            counts[i] = met == 0
                    ? new Counts(all, sums[1][0], Double.NaN, Double.NaN)
                    : new Counts(all, sums[1][0], sums[0][met] + sums[1][met], sums[1][met]);
        }
        return counts;
    }
}
