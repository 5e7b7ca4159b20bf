package org.prodrome.reasoning.statistics;

import java.util.ArrayList;
import java.util.List;
import org.prodrome.reasoning.statistics.CalibrationMeasures.Bin;

/**
 * Rows in ten bins of as nearly equal size as can be, by rising probability.
 *
 * <p>Made once from the whole sample: every resample is measured in the same bins. Immutable and thread-safe.
 */
public final class Tenths {

    private static final int TENTHS = 10;

    private final int[] tenthOf;

    /** Rows without weight are in no bin. */
    public Tenths(double[] probabilities, double[] weights) {
        tenthOf = new int[probabilities.length];
        int[] order = Order.rising(probabilities);
        int counted = 0;
        for (double weight : weights) {
            counted += weight > 0 ? 1 : 0;
        }
        int seen = 0;
        for (int row : order) {
            boolean counts = weights[row] > 0;
            tenthOf[row] = counts ? (int) ((long) seen * TENTHS / counted) : TENTHS;
            seen += counts ? 1 : 0;
        }
    }

    /** The bins that have weight. */
    public List<Bin> bins(double[] probabilities, boolean[] events, double[] weights) {
        Sums sums = new Sums(probabilities, events, weights);
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < TENTHS; i++) {
            if (sums.weight[i] > 0) {
                bins.add(new Bin(sums.expected[i] / sums.weight[i], sums.observed[i] / sums.weight[i], sums.rows[i]));
            }
        }
        return bins;
    }

    /** Mean distance of expected and observed, by weight; NaN without one of either class. */
    public double error(double[] probabilities, boolean[] events, double[] weights) {
        Sums sums = new Sums(probabilities, events, weights);
        double all = 0;
        double observed = 0;
        double distance = 0;
        for (int i = 0; i < TENTHS; i++) {
            all += sums.weight[i];
            observed += sums.observed[i];
            distance += Math.abs(sums.expected[i] - sums.observed[i]);
        }
        return observed > 0 && observed < all ? distance / all : Double.NaN;
    }

    /** Per bin; the last one holds what is in none. */
    private final class Sums {
        private final double[] weight = new double[TENTHS + 1];
        private final double[] expected = new double[TENTHS + 1];
        private final double[] observed = new double[TENTHS + 1];
        private final int[] rows = new int[TENTHS + 1];

        Sums(double[] probabilities, boolean[] events, double[] weights) {
            for (int row = 0; row < tenthOf.length; row++) {
                int tenth = tenthOf[row];
                double own = weights[row];
                weight[tenth] += own;
                expected[tenth] += own * probabilities[row];
                observed[tenth] += events[row] ? own : 0;
                rows[tenth]++;
            }
        }
    }
}
