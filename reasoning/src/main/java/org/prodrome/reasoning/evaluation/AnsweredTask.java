package org.prodrome.reasoning.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.statistics.LogisticRegression;

/** One outcome at one horizon: the rows, the model's answers and those of age and sex. */
final class AnsweredTask {

    private static final double RIDGE = 1;
    private static final double DAYS_PER_YEAR = 365.25;

    private final Outcome asked;
    private final int outcome;
    private final int horizon;

    AnsweredTask(Outcome asked, int outcome, int horizon) {
        this.asked = asked;
        this.outcome = outcome;
        this.horizon = horizon;
    }

    /** Empty when the model answered nothing. */
    Optional<TaskData> of(List<IndexRow> training, List<ScoredRow> heldOut) {
        List<ScoredRow> eligible =
                heldOut.stream().filter(row -> !row.row().prevalent(outcome)).toList();
        if (eligible.stream().allMatch(row -> Double.isNaN(row.probability(asked.id(), horizon)))) {
            return Optional.empty();
        }
        return Optional.of(new TaskData(
                asked,
                horizon,
                0,
                heldOut.size() - eligible.size(),
                abstained(eligible),
                Map.of(),
                null,
                rows(eligible, baseline(training)),
                null));
    }

    private TaskRows rows(List<ScoredRow> eligible, LogisticRegression baseline) {
        List<IndexRow> rows = eligible.stream().map(ScoredRow::row).toList();
        Map<String, double[]> answers = new LinkedHashMap<>();
        answers.put(
                TaskData.MODEL,
                eligible.stream()
                        .mapToDouble(row -> row.probability(asked.id(), horizon))
                        .toArray());
        answers.put(
                TaskData.AGE_SEX,
                rows.stream()
                        .mapToDouble(row -> baseline.probability(row.ageAndSex()))
                        .toArray());
        return new TaskRows(
                rows.stream().mapToLong(row -> row.life().patient()).toArray(),
                rows.stream().mapToDouble(row -> row.age() / DAYS_PER_YEAR).toArray(),
                rows.stream()
                        .map(row -> row.life().sex().name().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new),
                rows.stream().map(row -> "not read").toArray(String[]::new),
                rows.stream().mapToDouble(row -> row.days(outcome)).toArray(),
                events(rows),
                weights(rows),
                answers);
    }

    private LogisticRegression baseline(List<IndexRow> training) {
        List<IndexRow> rows =
                training.stream().filter(row -> !row.prevalent(outcome)).toList();
        double[][] features = rows.stream().map(IndexRow::ageAndSex).toArray(double[][]::new);
        return LogisticRegression.fit(features, events(rows), weights(rows), RIDGE);
    }

    private double[] weights(List<IndexRow> rows) {
        CensoringWeights censoring = new CensoringWeights(rows, outcome);
        return rows.stream()
                .mapToDouble(row -> row.censored(outcome, horizon) ? 0 : censoring.of(row, outcome, horizon))
                .toArray();
    }

    private boolean[] events(List<IndexRow> rows) {
        boolean[] events = new boolean[rows.size()];
        for (int i = 0; i < events.length; i++) {
            events[i] = rows.get(i).event(outcome, horizon);
        }
        return events;
    }

    private Map<String, Integer> abstained(List<ScoredRow> eligible) {
        Map<String, Integer> reasons = new TreeMap<>();
        eligible.stream()
                .filter(row -> !row.row().censored(outcome, horizon))
                .filter(row -> Double.isNaN(row.probability(asked.id(), horizon)))
                .forEach(row -> reasons.merge(row.reason(asked.id()), 1, Integer::sum));
        return reasons;
    }
}
