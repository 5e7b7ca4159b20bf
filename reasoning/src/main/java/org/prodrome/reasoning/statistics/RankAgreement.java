package org.prodrome.reasoning.statistics;

import java.util.HashSet;
import java.util.Set;

/** How far two lists of figures of the same things agree in their order. */
public final class RankAgreement {

    private RankAgreement() {}

    /** Spearman's rho with midranks for ties; NaN for fewer than two things or when one list is all ties. */
    public static double spearman(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("agreement: expected lists of one length");
        }
        return correlation(midranks(a), midranks(b));
    }

    /** Share of the {@code top} largest by absolute value that both lists have; NaN for an empty list. */
    public static double overlap(double[] a, double[] b, int top) {
        int most = Math.min(top, a.length);
        Set<Integer> both = largest(a, most);
        both.retainAll(largest(b, most));
        return most == 0 ? Double.NaN : (double) both.size() / most;
    }

    private static Set<Integer> largest(double[] values, int most) {
        double[] sizes = new double[values.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(values[i]);
        }
        int[] order = Order.falling(sizes);
        Set<Integer> largest = new HashSet<>();
        for (int i = 0; i < most; i++) {
            largest.add(order[i]);
        }
        return largest;
    }

    private static double[] midranks(double[] values) {
        int[] order = Order.rising(values);
        double[] ranks = new double[values.length];
        for (int start = 0; start < order.length; ) {
            int end = start;
            while (end < order.length && values[order[end]] == values[order[start]]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = (start + end + 1) / 2.0;
            }
            start = end;
        }
        return ranks;
    }

    private static double correlation(double[] a, double[] b) {
        double middle = (a.length + 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - middle) * (b[i] - middle);
            aa += (a[i] - middle) * (a[i] - middle);
            bb += (b[i] - middle) * (b[i] - middle);
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Double.NaN;
    }
}
