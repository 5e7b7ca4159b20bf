package org.prodrome.reasoning.evaluation;

import java.util.List;

/**
 * How often the newly recorded diagnosis is among the first of a ranking.
 *
 * @param diagnoses newly recorded
 * @param candidates conditions ranked at most
 */
record DifferentialResult(int diagnoses, int patients, int candidates, List<Ranker> rankers) {
    DifferentialResult {
        rankers = List.copyOf(rankers);
    }

    /** One way of ranking. */
    record Ranker(String id, List<Recall> recalls) {}

    /**
     * Among the first {@code at}.
     *
     * @param recall share of diagnoses that are
     * @param modelLess the model's recall less this one's, on the same resamples
     */
    record Recall(int at, Figure recall, Figure modelLess) {}
}
