package org.prodrome.reasoning.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Scores beside what happened, sorted once, so that weighted discrimination costs one pass.
 *
 * <p>Ties count half (midranks). Rows of weight 0 count for nothing. Immutable and thread-safe.
 */
public final class Ranking {

    private final int[] order;
    private final boolean[] eventAt;
    private final boolean[] tieEndsAt;

    /**
     * Sorts.
     *
     * @param scores one per row, no NaN
     * @param events what happened, one per row
     */
    public Ranking(double[] scores, boolean[] events) {
        if (scores.length != events.length) {
            throw new IllegalArgumentException("ranking: expected as many scores as events");
        }
        order = Order.falling(scores);
        eventAt = new boolean[order.length];
        tieEndsAt = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            if (Double.isNaN(scores[order[i]])) {
                throw new IllegalArgumentException("ranking: expected a score in every row, got NaN");
            }
            eventAt[i] = events[order[i]];
            tieEndsAt[i] = i + 1 == order.length || scores[order[i]] != scores[order[i + 1]];
        }
    }

    /** Called once per group of equal scores, from the highest down. */
    @FunctionalInterface
    private interface Ties {
        void next(double events, double others);
    }

    private void walk(double[] weights, Ties ties) {
        double events = 0;
        double others = 0;
        for (int i = 0; i < order.length; i++) {
            if (eventAt[i]) {
                events += weights[order[i]];
            } else {
                others += weights[order[i]];
            }
            if (tieEndsAt[i]) {
                ties.next(events, others);
                events = 0;
                others = 0;
            }
        }
    }

    /** Area under the ROC curve: the chance that an event scores above a non-event; NaN without one of either. */
    public double auroc(double[] weights) {
        return areas(weights).auroc();
    }

    /** Average precision, ties taken together; NaN without events or without non-events. */
    public double averagePrecision(double[] weights) {
        return areas(weights).averagePrecision();
    }

    /** Both areas of one pass. */
    public record Areas(double auroc, double averagePrecision) {}

    /** Both areas; NaN without one of either class. */
    public Areas areas(double[] weights) {
        Sums sums = new Sums();
        walk(weights, sums);
        return sums.areas();
    }

    private static final class Sums implements Ties {
        private double events;
        private double others;
        private double wins;
        private double precisions;

        @Override
        public void next(double tiedEvents, double tiedOthers) {
            wins += tiedOthers * (events + tiedEvents / 2);
            events += tiedEvents;
            others += tiedOthers;
            precisions += tiedEvents > 0 ? tiedEvents * events / (events + others) : 0;
        }

        Areas areas() {
            return events > 0 && others > 0
                    ? new Areas(wins / (events * others), precisions / events)
                    : new Areas(Double.NaN, Double.NaN);
        }
    }

    /** False positive rate against sensitivity, from (0, 0) to (1, 1); empty without one of either class. */
    public Curve roc(double[] weights) {
        List<Curve.Point> sums = sums(weights);
        Curve.Point all = sums.getLast();
        if (!(all.x() > 0) || !(all.y() > 0)) {
            return Curve.none();
        }
        return Curve.thinned(sums.stream()
                .map(sum -> new Curve.Point(sum.x() / all.x(), sum.y() / all.y()))
                .toList());
    }

    /** Sensitivity against positive predictive value, from the highest scores on; empty without one of either class. */
    public Curve precisionRecall(double[] weights) {
        List<Curve.Point> sums = sums(weights);
        Curve.Point all = sums.getLast();
        if (!(all.x() > 0) || !(all.y() > 0)) {
            return Curve.none();
        }
        return Curve.thinned(sums.stream()
                .filter(sum -> sum.y() > 0)
                .map(sum -> new Curve.Point(sum.y() / all.y(), sum.y() / (sum.x() + sum.y())))
                .toList());
    }

    /** Weight of non-events (x) and of events (y) down to each score, beginning with none. */
    private List<Curve.Point> sums(double[] weights) {
        List<Curve.Point> sums = new ArrayList<>();
        sums.add(new Curve.Point(0, 0));
        walk(weights, (events, others) -> {
            Curve.Point last = sums.getLast();
            sums.add(new Curve.Point(last.x() + others, last.y() + events));
        });
        return sums;
    }
}
