package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.prodrome.reasoning.evaluation.baseline.Examples;
import org.prodrome.reasoning.statistics.SparseRow;

/** Index dates of one split with their features and everyone's answers. */
final class Rows {

    private final List<IndexRow> all = new ArrayList<>();
    private List<SparseRow> features = new ArrayList<>();
    private final AnswerTable answers;

    Rows(Questions questions) {
        answers = new AnswerTable(questions);
    }

    void add(IndexRow row, SparseRow feature) {
        all.add(row);
        features.add(feature);
    }

    List<IndexRow> all() {
        return all;
    }

    /** As many as rows, until they are taken. */
    List<SparseRow> features() {
        return features;
    }

    /** The features of rows added since the last time; they are kept no longer. */
    List<SparseRow> take() {
        List<SparseRow> taken = features;
        features = new ArrayList<>();
        return taken;
    }

    AnswerTable answers() {
        return answers;
    }

    int size() {
        return all.size();
    }

    int patients() {
        return (int)
                all.stream().mapToLong(row -> row.life().patient()).distinct().count();
    }

    /** Rows on which an outcome may still come. */
    int[] eligible(int outcome) {
        return IntStream.range(0, all.size())
                .filter(i -> !all.get(i).prevalent(outcome))
                .toArray();
    }

    /** Rows whose outcome is known, to learn from. */
    Examples examples(int outcome, int horizon) {
        int[] known = IntStream.of(eligible(outcome))
                .filter(i -> !all.get(i).censored(outcome, horizon))
                .toArray();
        CensoringWeights weights = weights(outcome);
        boolean[] events = new boolean[known.length];
        double[] weight = new double[known.length];
        List<SparseRow> rows = new ArrayList<>(known.length);
        for (int i = 0; i < known.length; i++) {
            events[i] = all.get(known[i]).event(outcome, horizon);
            weight[i] = weights.of(all.get(known[i]), outcome, horizon);
            rows.add(features.get(known[i]));
        }
        return new Examples(rows, events, weight);
    }

    private CensoringWeights weights(int outcome) {
        return new CensoringWeights(
                IntStream.of(eligible(outcome)).mapToObj(all::get).toList(), outcome);
    }

    /** The rows of one task, with everyone's answers. */
    TaskRows task(int outcome, String id, int horizon) {
        int[] rows = eligible(outcome);
        CensoringWeights censoring = weights(outcome);
        boolean[] events = new boolean[rows.length];
        double[] weights = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            IndexRow row = all.get(rows[i]);
            events[i] = row.event(outcome, horizon);
            weights[i] = row.censored(outcome, horizon) ? 0 : censoring.of(row, outcome, horizon);
        }
        return new TaskRows(
                IntStream.of(rows).mapToLong(i -> all.get(i).life().patient()).toArray(),
                IntStream.of(rows).mapToDouble(i -> all.get(i).years()).toArray(),
                IntStream.of(rows).mapToObj(i -> all.get(i).sex()).toArray(String[]::new),
                IntStream.of(rows).mapToObj(i -> all.get(i).race()).toArray(String[]::new),
                IntStream.of(rows).mapToDouble(i -> all.get(i).days(outcome)).toArray(),
                events,
                weights,
                answers.at(id, horizon, rows));
    }
}
