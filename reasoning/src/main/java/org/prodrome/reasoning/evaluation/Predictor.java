package org.prodrome.reasoning.evaluation;

import java.util.function.Predicate;

/**
 * A model that is evaluated.
 *
 * @param id {@code model} for the one the report is about; another for models beside it
 * @param scorer its answers
 * @param knows whether it can read a concept at all
 */
public record Predictor(String id, Scorer scorer, Predicate<String> knows) {

    /** The model the report is about. */
    public static Predictor model(Scorer scorer, Predicate<String> knows) {
        return new Predictor(TaskData.MODEL, scorer, knows);
    }
}
