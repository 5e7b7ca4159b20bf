package org.prodrome.reasoning.evaluation;

import java.util.BitSet;
import java.util.Comparator;
import java.util.function.ToIntFunction;
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
     * @param groups how many there are
     * @param smaller of some groups taken together, the fewer of those with and those without the event
     * @param least smallest cell that is shown
     */
    static boolean[] heldBack(int groups, ToIntFunction<BitSet> smaller, int least) {
        BitSet held = new BitSet(groups);
        int[] alone =
                IntStream.range(0, groups).map(i -> smaller.applyAsInt(only(i))).toArray();
        IntStream.range(0, groups).filter(i -> alone[i] < least).forEach(held::set);
        while (revealing(held, groups, smaller, least)) {
            IntStream.range(0, groups)
                    .filter(i -> !held.get(i))
                    .boxed()
                    .min(Comparator.comparingInt(i -> alone[i]))
                    .ifPresent(held::set);
        }
        boolean[] flags = new boolean[groups];
        held.stream().forEach(i -> flags[i] = true);
        return flags;
    }

    private static BitSet only(int group) {
        BitSet alone = new BitSet();
        alone.set(group);
        return alone;
    }

    /** The same of groups that have nobody in common. */
    static boolean[] heldBack(int[] events, int[] others, int least) {
        return heldBack(events.length, which -> Math.min(sum(events, which), sum(others, which)), least);
    }

    private static int sum(int[] counts, BitSet which) {
        return which.stream().map(i -> counts[i]).sum();
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
    private static boolean revealing(BitSet held, int groups, ToIntFunction<BitSet> smaller, int least) {
        int hidden = held.cardinality();
        return hidden > 0 && hidden < groups && (hidden == 1 || smaller.applyAsInt(held) < least);
    }

    /** Whether two numbers shown side by side would tell a small one by their difference; that they are the same is shown. */
    static boolean telling(int difference, int least) {
        return difference > 0 && difference < least;
    }
}
