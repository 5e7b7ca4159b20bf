package org.prodrome.reasoning.evaluation;

import org.prodrome.reasoning.evaluation.baseline.BaselineSettings;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.Outcomes;
import org.prodrome.reasoning.training.Progress;
import org.prodrome.reasoning.training.RecordSource;

/**
 * Evaluates a model on held-out patients beside baselines on the same rows.
 *
 * <p>Index dates are the first visit at or after a random day of each year, with at least twelve months of history before it;
 * prevalent cases excluded; the outcome counts in (index, index + horizon]; death before it is a non-event; lost observation is made up for by weights (IPCW). Baselines are fitted
 * on the training patients' index dates. Intervals resample patients. Rows first, which are kept, then figures.
 */
public final class Evaluation {

    private final EvaluationRows rows;
    private final Progress progress;

    public Evaluation(Timelines timelines, Outcomes outcomes, EvaluationSettings settings, Progress progress) {
        rows = new EvaluationRows(timelines, outcomes, settings, BaselineSettings.load(), progress);
        this.progress = progress;
    }

    /** Reads each source once, or not at all where its rows were kept. */
    public EvaluationReport run(EvaluationOrder order) {
        EvaluationData data = rows.of(order);
        return new Measuring(data, Protocol.load(), progress).report(data.explanations());
    }

    /** One model on one source; nothing is kept. */
    public EvaluationReport run(RecordSource source, Scorer scorer) {
        return run(EvaluationOrder.of(source, scorer));
    }
}
