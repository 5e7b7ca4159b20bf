package org.prodrome.reasoning.evaluation.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.prodrome.reasoning.statistics.SparseRow;

/**
 * Rows to learn from, with what happened.
 *
 * @param weights inverse probability of being observed, more than 0
 */
public record Examples(List<SparseRow> rows, boolean[] events, double[] weights) {

    int eventCount() {
        return (int) IntStream.range(0, events.length).filter(i -> events[i]).count();
    }

    /** Whether both outcomes are there. */
    boolean both() {
        int count = eventCount();
        return count > 0 && count < events.length;
    }

    double prevalence() {
        double happened = 0;
        double all = 0;
        for (int i = 0; i < events.length; i++) {
            happened += events[i] ? weights[i] : 0;
            all += weights[i];
        }
        return happened / all;
    }

    /** All events and some of the others, which stand for the rest by their weight. */
    Examples thinned(int controls, long seed) {
        int others = events.length - eventCount();
        double share = Math.min(1, controls / (double) Math.max(1, others));
        if (share == 1) {
            return this;
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < events.length; i++) {
            if (events[i] || random.nextDouble() < share) {
                kept.add(i);
            }
        }
        boolean[] happened = new boolean[kept.size()];
        double[] heavier = new double[kept.size()];
        List<SparseRow> some = new ArrayList<>(kept.size());
        for (int i = 0; i < happened.length; i++) {
            int from = kept.get(i);
            happened[i] = events[from];
            heavier[i] = events[from] ? weights[from] : weights[from] / share;
            some.add(rows.get(from));
        }
        return new Examples(some, happened, heavier);
    }

    /** Mean weighted log loss of some probabilities. */
    double loss(double[] probabilities) {
        double loss = 0;
        double all = 0;
        for (int i = 0; i < events.length; i++) {
            double p = Math.clamp(probabilities[i], 1e-9, 1 - 1e-9);
            loss -= weights[i] * Math.log(events[i] ? p : 1 - p);
            all += weights[i];
        }
        return loss / all;
    }
}
