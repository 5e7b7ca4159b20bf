package org.prodrome.reasoning.evaluation;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.token.Tokenizer;

/**
 * A model that is evaluated.
 *
 * @param id {@code model} for the one the report is about; another for models beside it
 * @param scorer its answers
 * @param explaining its explanations, null when it has none
 * @param knows whether it can read an event at all
 */
public record Predictor(String id, Scorer scorer, @Nullable Explaining explaining, Predicate<TimelineEntry> knows) {

    /** The model the report is about, without explanations. */
    static Predictor model(Scorer scorer, Predicate<TimelineEntry> knows) {
        return new Predictor(TaskData.MODEL, scorer, null, knows);
    }

    /** Loaded models; the first is the one the report is about. */
    public static Predictor of(RiskModel model, int place) {
        Tokenizer tokenizer = new Tokenizer(
                model.files().vocabulary(), model.files().settings().window());
        String id = place == 0
                ? TaskData.MODEL
                : "model " + (place + 1) + " (" + model.version().name() + " "
                        + model.version().version() + ")";
        return new Predictor(id, model::answers, new ModelExplaining(model), tokenizer::knows);
    }
}
