package org.prodrome.reasoning.evaluation;

import java.util.Map;

/**
 * Index dates that were not compared, and why.
 *
 * @param prevalent the diagnosis was there already
 * @param censored observation ended before the horizon; others weigh more instead
 * @param abstained the model declined, by its reason
 * @param notAllAnswered the model answered and a predictor it is compared with did not
 */
record FellOut(int prevalent, int censored, Map<String, Integer> abstained, int notAllAnswered) {
    FellOut {
        abstained = Map.copyOf(abstained);
    }

    int declined() {
        return abstained.values().stream().mapToInt(Integer::intValue).sum();
    }
}
