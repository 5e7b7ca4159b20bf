package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Index dates that were not compared, and why; small numbers are held back, and as many more as it takes to hide them.
 *
 * @param prevalent the diagnosis was there already; null when held back
 * @param censored observation ended before the horizon, others weigh more instead; null when held back
 * @param abstained the model declined, by the kind of its reason
 * @param abstainedHeldBack reasons for which it declined on a number that is held back
 * @param notAllAnswered the model answered and a predictor it is compared with did not; null when held back
 */
record FellOut(
        @Nullable Integer prevalent,
        @Nullable Integer censored,
        Map<String, Integer> abstained,
        List<String> abstainedHeldBack,
        @Nullable Integer notAllAnswered) {
    FellOut {
        abstained = Map.copyOf(abstained);
        abstainedHeldBack = List.copyOf(abstainedHeldBack);
    }

    /** Of exact counts; {@code least} is the smallest that is shown. */
    static FellOut of(int prevalent, int censored, Map<String, Integer> abstained, int notAllAnswered, int least) {
        List<Map.Entry<String, Integer>> reasons =
                abstained.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        boolean[] held = SmallCells.heldBack(
                IntStream.concat(
                                IntStream.of(prevalent, censored, notAllAnswered),
                                reasons.stream().mapToInt(Map.Entry::getValue))
                        .toArray(),
                least);
        Map<String, Integer> shown = new TreeMap<>();
        List<String> heldBack = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            if (held[i + 3]) {
                heldBack.add(reasons.get(i).getKey());
            } else {
                shown.put(reasons.get(i).getKey(), reasons.get(i).getValue());
            }
        }
        return new FellOut(
                held[0] ? null : prevalent,
                held[1] ? null : censored,
                shown,
                heldBack,
                held[2] ? null : notAllAnswered);
    }

    /** Whether any number is. */
    boolean holdsBack() {
        return !abstainedHeldBack.isEmpty() || prevalent == null || censored == null || notAllAnswered == null;
    }
}
