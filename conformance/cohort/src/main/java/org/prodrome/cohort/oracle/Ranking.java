package org.prodrome.cohort.oracle;

import java.util.Comparator;
import java.util.stream.IntStream;

/** How well scores put cases before others. */
final class Ranking {
    private Ranking() {}

    /** Area under the ROC curve, ties counted half (Mann and Whitney 1947); not a number without a case or without another. */
    static double auroc(double[] scores, boolean[] cases) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double ranks = 0;
        long positives = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks += cases[order[i]] ? (from + to + 1) / 2.0 : 0;
                positives += cases[order[i]] ? 1 : 0;
            }
            from = to;
        }
        double pairs = (double) positives * (order.length - positives);
        return pairs == 0 ? Double.NaN : (ranks - positives * (positives + 1) / 2.0) / pairs;
    }
}
