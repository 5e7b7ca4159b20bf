package org.prodrome.cohort.oracle;

import java.util.Comparator;
import java.util.stream.IntStream;

/** How well scores put cases before others. */
final class Ranking {
    private Ranking() {}

    /** Area under the ROC curve, ties counted half (Mann and Whitney 1947); not a number without a case or without another. */
    static double auroc(double[] scores, boolean[] cases, double[] weights) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double won = 0;
        double others = 0;
        double positives = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            double tiedCases = 0;
            double tiedOthers = 0;
            for (; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
                tiedCases += cases[order[to]] ? weights[order[to]] : 0;
                tiedOthers += cases[order[to]] ? 0 : weights[order[to]];
            }
            won += tiedCases * (others + tiedOthers / 2);
            others += tiedOthers;
            positives += tiedCases;
            from = to;
        }
        return positives * others == 0 ? Double.NaN : won / (positives * others);
    }
}
