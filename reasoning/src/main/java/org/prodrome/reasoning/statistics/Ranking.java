package org.prodrome.reasoning.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Scores beside what happened, sorted once, so that weighted discrimination costs one pass.
 *
 * <p>Ties count half (midranks). Immutable and thread-safe.
 */
public final class Ranking {

    private final int[] order;
    private final double[] scores;
    private final boolean[] events;

    public Ranking(double[] scores, boolean[] events) {
        if (scores.length != events.length) {
            throw new IllegalArgumentException("ranking: expected as many scores as events");
        }
        this.scores = scores.clone();
        this.events = events.clone();
        this.order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -this.scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Area under the ROC curve: the chance that an event scores above a non-event; NaN without one of either. */
    public double auroc(double[] weights) {
        double[] above = new double[2];
        double wins = 0;
        for (int start = 0; start < order.length; ) {
            int end = endOfTie(start);
            double[] tied = weightsOf(start, end, weights);
            wins += tied[0] * (above[1] + tied[1] / 2);
            above[0] += tied[0];
            above[1] += tied[1];
            start = end;
        }
        return above[0] > 0 && above[1] > 0 ? wins / (above[0] * above[1]) : Double.NaN;
    }

    /** Average precision, ties taken together; NaN without events. */
    public double averagePrecision(double[] weights) {
        double positives = 0;
        double all = 0;
        double sum = 0;
        for (int start = 0; start < order.length; ) {
            int end = endOfTie(start);
            double[] tied = weightsOf(start, end, weights);
            positives += tied[1];
            all += tied[0] + tied[1];
            sum += all > 0 ? tied[1] * positives / all : 0;
            start = end;
        }
        return positives > 0 ? sum / positives : Double.NaN;
    }

    private int endOfTie(int start) {
        int end = start + 1;
        while (end < order.length && scores[order[end]] == scores[order[start]]) {
            end++;
        }
        return end;
    }

    /** Weight of non-events and of events. */
    private double[] weightsOf(int start, int end, double[] weights) {
        double[] sums = new double[2];
        for (int i = start; i < end; i++) {
            sums[events[order[i]] ? 1 : 0] += weights[order[i]];
        }
        return sums;
    }
}
