package org.prodrome.reasoning.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which groups of a dimension are held back: the small ones, and as many more as it takes that none can be worked out by taking
 * the groups shown from the total.
 */
final class SmallCells {

    private SmallCells() {}

    /**
     * True for groups held back.
     *
     * @param events of each group
     * @param others non-events of each group
     * @param least fewest of either in a group that is shown
     */
    static boolean[] heldBack(int[] events, int[] others, int least) {
        boolean[] held = new boolean[events.length];
        for (int i = 0; i < held.length; i++) {
            held[i] = Math.min(events[i], others[i]) < least;
        }
        while (revealing(held, events, others, least)) {
            IntStream.range(0, held.length)
                    .filter(i -> !held[i])
                    .boxed()
                    .min(Comparator.comparingInt(i -> Math.min(events[i], others[i])))
                    .ifPresent(next -> held[next] = true);
        }
        return held;
    }

    /** True for counts held back, of parts of a total; that there is nobody in a part is shown. */
    static boolean[] heldBack(int[] counts, int least) {
        int[] some =
                IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
        int[] positive = IntStream.of(some).map(i -> counts[i]).toArray();
        boolean[] of = heldBack(positive, positive, least);
        boolean[] held = new boolean[counts.length];
        for (int i = 0; i < some.length; i++) {
            held[some[i]] = of[i];
        }
        return held;
    }

    /** What is held back can be worked out as a whole: it must be two groups or more and not small itself. */
    private static boolean revealing(boolean[] held, int[] events, int[] others, int least) {
        int groups = 0;
        int heldEvents = 0;
        int heldOthers = 0;
        for (int i = 0; i < held.length; i++) {
            if (held[i]) {
                groups++;
                heldEvents += events[i];
                heldOthers += others[i];
            }
        }
        boolean small = groups == 1 || Math.min(heldEvents, heldOthers) < least;
        return groups > 0 && groups < held.length && small;
    }
}
