package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.training.Readability;

/** Collects stories into batches for the models, so that memory doesn't grow with them. */
final class ScoringQueue {

    /** Rows from which on it pays to have baselines answer. */
    static final int MANY = 4096;

    private static final int BATCH = 128;

    private final List<Predictor> predictors;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Readability readable;

    private record Waiting(Rows rows, IndexRow row, Timeline story, boolean everyone) {}

    ScoringQueue(List<Predictor> predictors) {
        this.predictors = predictors;
        readable = new Readability(predictors.stream()
                .filter(ScoringQueue::isModel)
                .map(Predictor::knows)
                .findFirst()
                .orElse(entry -> true));
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
            boolean model = isModel(predictor);
            List<Waiting> asked =
                    waiting.stream().filter(next -> model || next.everyone()).toList();
            answer(predictor, asked);
            if (model) {
                asked.forEach(next -> readable.look(next.story()));
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

    private static boolean isModel(Predictor predictor) {
        return predictor.id().equals(TaskData.MODEL);
    }

    /** How much of the stories so far the model can read. */
    Readability readable() {
        return readable;
    }
}
