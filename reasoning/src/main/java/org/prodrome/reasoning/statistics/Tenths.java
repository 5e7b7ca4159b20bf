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
            tenthOf[row] = counts ? (int) ((long) seen * TENTHS / counted) : -1;
            seen += counts ? 1 : 0;
        }
    }

    /** The bins that have weight. */
    public List<Bin> bins(double[] probabilities, boolean[] events, double[] weights) {
        double[][] sums = sums(probabilities, events, weights);
        List<Bin> bins = new ArrayList<>();
        for (double[] sum : sums) {
            if (sum[0] > 0) {
                bins.add(new Bin(sum[1] / sum[0], sum[2] / sum[0], (int) sum[3]));
            }
        }
        return bins;
    }

    /** Mean distance of expected and observed, by weight; NaN without one of either class. */
    public double error(double[] probabilities, boolean[] events, double[] weights) {
        double all = 0;
        double observed = 0;
        double distance = 0;
        for (double[] sum : sums(probabilities, events, weights)) {
            all += sum[0];
            observed += sum[2];
            distance += Math.abs(sum[1] - sum[2]);
        }
        return observed > 0 && observed < all ? distance / all : Double.NaN;
    }

    /** Per bin: weight, expected, observed, rows. */
    private double[][] sums(double[] probabilities, boolean[] events, double[] weights) {
        double[][] sums = new double[TENTHS][4];
        for (int row = 0; row < tenthOf.length; row++) {
            if (tenthOf[row] >= 0 && weights[row] > 0) {
                double[] sum = sums[tenthOf[row]];
                sum[0] += weights[row];
                sum[1] += weights[row] * probabilities[row];
                sum[2] += events[row] ? weights[row] : 0;
                sum[3]++;
            }
        }
        return sums;
    }
}
