package org.prodrome.reasoning.model;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.prodrome.reasoning.timeline.Timeline;

/** Answers risk questions within the asker's deadline. Thread-safe; never fails, a missing answer is a value. */
public interface RiskSource {

    /**
     * Asks for one patient's risks.
     *
     * @param timeline the patient's story up to the as-of date
     * @param depth what is wanted besides
     * @param budget how long the answer is worth waiting for
     * @return completes within about the budget, normally; with {@link ModelAnswer.Unavailable} when late
     */
    CompletableFuture<ModelAnswer> ask(Timeline timeline, Depth depth, Duration budget);

    /** The model that answers now; empty when none is loaded. */
    Optional<ModelVersion> version();

    /** A source without a model, for an installation that has none. */
    static RiskSource none(String reason) {
        return new RiskSource() {
            @Override
            public CompletableFuture<ModelAnswer> ask(Timeline timeline, Depth depth, Duration budget) {
                return CompletableFuture.completedFuture(new ModelAnswer.Unavailable(reason));
            }

            @Override
            public Optional<ModelVersion> version() {
                return Optional.empty();
            }
        };
    }
}
