package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/** Collects stories into batches for the models, so that memory doesn't grow with them. */
final class ScoringQueue {

    /** Rows from which on it pays to have baselines answer. */
    static final int MANY = 4096;

    private static final int BATCH = 128;

    /** Stories after which it is known how much the model can read. */
    private static final int LOOKED_AT = 1000;

    private final List<Predictor> predictors;
    private final List<Waiting> waiting = new ArrayList<>();
    private int looked;
    private long events;
    private long known;

    private record Waiting(Rows rows, IndexRow row, Timeline story, boolean everyone) {}

    ScoringQueue(List<Predictor> predictors) {
        this.predictors = predictors;
    }

    /** The next row of a table; asked of the model alone, or of everyone. */
    void add(Rows rows, IndexRow row, Timeline story, boolean everyone) {
        waiting.add(new Waiting(rows, row, story, everyone));
        if (waiting.size() == BATCH) {
            flush();
        }
    }

    void flush() {
        for (Predictor predictor : predictors) {
            boolean model = predictor.id().equals(TaskData.MODEL);
            List<Waiting> asked =
                    waiting.stream().filter(next -> model || next.everyone()).toList();
            answer(predictor, asked);
            if (model) {
                asked.forEach(next -> look(predictor, next.story()));
            }
        }
        waiting.clear();
    }

    private static void answer(Predictor predictor, List<Waiting> asked) {
        if (asked.isEmpty()) {
            return;
        }
        List<ModelAnswer> answers =
                predictor.scorer().score(asked.stream().map(Waiting::story).toList());
        if (answers.size() != asked.size()) {
            throw new IllegalStateException("scorer: expected " + asked.size() + " answers, got " + answers.size());
        }
        for (int i = 0; i < answers.size(); i++) {
            Waiting next = asked.get(i);
            next.rows().answers().add(predictor.id(), next.row(), answers.get(i));
        }
    }

    private void look(Predictor model, Timeline story) {
        if (looked++ < LOOKED_AT) {
            for (TimelineEntry entry : story.entries()) {
                events++;
                known += model.knows().test(entry) ? 1 : 0;
            }
        }
    }

    /** Share of events whose concept the model can read, of the first stories; NaN before any. */
    double readable() {
        return events == 0 ? Double.NaN : (double) known / events;
    }
}
