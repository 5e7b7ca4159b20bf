package org.prodrome.reasoning.statistics;

import java.util.Arrays;

/** A 95% interval; NaN ends when it can't be computed. */
public record Interval(double low, double high) {

    private static final double TAIL = 0.025;
    private static final double LEAST_DEFINED = 0.9;

    /** No interval. */
    public static Interval none() {
        return new Interval(Double.NaN, Double.NaN);
    }

    /** Percentile interval of resampled values; none when the measure is undefined in more than a tenth of the resamples. */
    public static Interval of(double[] replicates) {
        double[] values =
                Arrays.stream(replicates).filter(Double::isFinite).sorted().toArray();
        if (values.length == 0 || values.length < LEAST_DEFINED * replicates.length) {
            return none();
        }
        return new Interval(at(values, TAIL), at(values, 1 - TAIL));
    }

    /** Whether it is known and holds the value. */
    public boolean covers(double value) {
        return low <= value && value <= high;
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
