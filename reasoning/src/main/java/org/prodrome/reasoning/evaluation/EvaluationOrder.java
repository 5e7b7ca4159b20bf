package org.prodrome.reasoning.evaluation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.training.RecordSource;

/**
 * What is to be evaluated on what.
 *
 * @param internal the data the model was trained on; its held-out patients are measured on, its training patients fit the baselines
 * @param external other sites by name: all of their patients are measured on
 * @param predictors the model, and others beside it
 * @param fingerprint of the predictors: what is kept is used again for the same ones alone
 * @param directory for what is kept and, of synthetic data, {@code index.ndjson.gz}; null writes and keeps nothing
 * @param oracle files with an oracle's answers
 */
public record EvaluationOrder(
        RecordSource internal,
        Map<String, RecordSource> external,
        List<Predictor> predictors,
        String fingerprint,
        @Nullable Path directory,
        List<Path> oracle) {
    public EvaluationOrder {
        external = new LinkedHashMap<>(external);
        predictors = List.copyOf(predictors);
        oracle = List.copyOf(oracle);
    }

    /** One model on one source, nothing written. */
    public static EvaluationOrder of(RecordSource internal, Scorer scorer) {
        return new EvaluationOrder(
                internal, Map.of(), List.of(Predictor.model(scorer, entry -> true)), "", null, List.of());
    }
}
