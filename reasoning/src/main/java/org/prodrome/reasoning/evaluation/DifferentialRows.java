package org.prodrome.reasoning.evaluation;

import java.util.Map;

/**
 * Newly recorded diagnoses: where each ranking, made of what was known the day before, has them.
 *
 * @param candidates how many conditions are ranked at most
 * @param patients hash of the pseudonym, one per diagnosis
 * @param ranks by ranking ({@code model}, {@code frequency}, {@code nearest-neighbours}): place of the recorded diagnosis, 1 the
 *     first, the middle of the places of those that tie; 0 where the ranking doesn't have it, as where the model declined it or
 *     abstained. Without the model where it gives no risk of that horizon at all
 * @param amongAnswered the same among the conditions alone that the model gave a risk of; 0 also where it gave none of the recorded one
 */
record DifferentialRows(
        int candidates, long[] patients, Map<String, int[]> ranks, Map<String, int[]> amongAnswered) {

    static final String FREQUENCY = "frequency";
    static final String NEIGHBOURS = "nearest-neighbours";

    DifferentialRows {
        ranks = Map.copyOf(ranks);
        amongAnswered = Map.copyOf(amongAnswered);
    }
}
