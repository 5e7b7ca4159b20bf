package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.prodrome.reasoning.model.Outcome;

/**
 * What is asked of every row.
 *
 * @param outcomes in the order of {@code FollowUp.outcomeAges()}
 * @param horizons in days
 */
record Questions(List<Outcome> outcomes, List<Integer> horizons) {
    Questions {
        outcomes = List.copyOf(outcomes);
        horizons = List.copyOf(horizons);
    }

    int size() {
        return outcomes.size() * horizons.size();
    }
}
