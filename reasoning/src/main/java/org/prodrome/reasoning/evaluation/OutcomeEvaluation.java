package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.evaluation.EvaluationReport.Result;
import org.prodrome.reasoning.evaluation.EvaluationReport.Subgroup;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.statistics.CalibrationMeasures;
import org.prodrome.reasoning.statistics.LogisticRegression;
import org.prodrome.reasoning.statistics.Ranking;

/** One outcome at one horizon: selects the rows, fits the baseline, computes the figures. */
final class OutcomeEvaluation {

    private static final double RIDGE = 1;
    private static final int SMALL_CELL = 10;
    private static final double DAYS_PER_YEAR = 365.25;

    private final Outcome asked;
    private final int outcome;
    private final int horizon;
    private final EvaluationSettings settings;

    OutcomeEvaluation(Outcome asked, int outcome, int horizon, EvaluationSettings settings) {
        this.asked = asked;
        this.outcome = outcome;
        this.horizon = horizon;
        this.settings = settings;
    }

    /** Empty when the model answered no row that counts. */
    Optional<Result> evaluate(List<IndexRow> training, List<ScoredRow> heldOut) {
        List<ScoredRow> eligible =
                heldOut.stream().filter(row -> !row.row().prevalent(outcome)).toList();
        List<ScoredRow> known = eligible.stream()
                .filter(row -> !row.row().censored(outcome, horizon))
                .toList();
        List<ScoredRow> answered = known.stream()
                .filter(row -> !Double.isNaN(row.probability(asked.id(), horizon)))
                .toList();
        if (answered.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(result(baseline(training), heldOut.size(), eligible, known, answered));
    }

    private Result result(
            LogisticRegression baseline,
            int all,
            List<ScoredRow> eligible,
            List<ScoredRow> known,
            List<ScoredRow> answered) {
        List<IndexRow> rows = answered.stream().map(ScoredRow::row).toList();
        double[] weights = weights(rows, eligible.stream().map(ScoredRow::row).toList());
        boolean[] events = events(rows);
        long[] patients = rows.stream().mapToLong(row -> row.life().patient()).toArray();
        double[] model = answered.stream()
                .mapToDouble(row -> row.probability(asked.id(), horizon))
                .toArray();
        double[] ageAndSex = rows.stream()
                .mapToDouble(row -> baseline.probability(row.ageAndSex()))
                .toArray();
        Figuring figuring = new Figuring(patients, events, weights, settings);
        return new Result(
                asked.id(),
                asked.name(),
                horizon,
                rows.size(),
                (int) Arrays.stream(patients).distinct().count(),
                count(events),
                all - eligible.size(),
                eligible.size() - known.size(),
                abstained(known),
                figuring.figures(model),
                figuring.figures(ageAndSex),
                figuring.gain(model, ageAndSex),
                CalibrationMeasures.bins(model, events, weights),
                subgroups(rows, model, events, weights));
    }

    private LogisticRegression baseline(List<IndexRow> training) {
        List<IndexRow> eligible =
                training.stream().filter(row -> !row.prevalent(outcome)).toList();
        List<IndexRow> known =
                eligible.stream().filter(row -> !row.censored(outcome, horizon)).toList();
        double[][] features = known.stream().map(IndexRow::ageAndSex).toArray(double[][]::new);
        return LogisticRegression.fit(features, events(known), weights(known, eligible), RIDGE);
    }

    private double[] weights(List<IndexRow> known, List<IndexRow> eligible) {
        CensoringWeights censoring = new CensoringWeights(eligible, outcome);
        return known.stream()
                .mapToDouble(row -> censoring.of(row, outcome, horizon))
                .toArray();
    }

    private boolean[] events(List<IndexRow> rows) {
        boolean[] events = new boolean[rows.size()];
        for (int i = 0; i < events.length; i++) {
            events[i] = rows.get(i).event(outcome, horizon);
        }
        return events;
    }

    private static int count(boolean[] events) {
        return (int) IntStream.range(0, events.length).filter(i -> events[i]).count();
    }

    private Map<String, Integer> abstained(List<ScoredRow> known) {
        Map<String, Integer> reasons = new TreeMap<>();
        known.stream()
                .filter(row -> Double.isNaN(row.probability(asked.id(), horizon)))
                .forEach(row -> reasons.merge(row.reason(asked.id()), 1, Integer::sum));
        return reasons;
    }

    private List<Subgroup> subgroups(List<IndexRow> rows, double[] model, boolean[] events, double[] weights) {
        List<Subgroup> groups = new ArrayList<>();
        groups.add(subgroup("women", row -> row.life().sex() == Demographics.Sex.FEMALE, rows, model, events, weights));
        groups.add(subgroup("men", row -> row.life().sex() == Demographics.Sex.MALE, rows, model, events, weights));
        groups.add(subgroup("18 to 44 years", row -> years(row) < 45, rows, model, events, weights));
        groups.add(
                subgroup("45 to 64 years", row -> years(row) >= 45 && years(row) < 65, rows, model, events, weights));
        groups.add(subgroup("65 years and over", row -> years(row) >= 65, rows, model, events, weights));
        return groups;
    }

    private static double years(IndexRow row) {
        return row.age() / DAYS_PER_YEAR;
    }

    private static Subgroup subgroup(
            String name,
            Predicate<IndexRow> which,
            List<IndexRow> rows,
            double[] model,
            boolean[] events,
            double[] weights) {
        int[] in = IntStream.range(0, rows.size())
                .filter(i -> which.test(rows.get(i)))
                .toArray();
        boolean[] happened = new boolean[in.length];
        for (int i = 0; i < in.length; i++) {
            happened[i] = events[in[i]];
        }
        int count = count(happened);
        boolean small = count < SMALL_CELL || in.length - count < SMALL_CELL;
        if (small) {
            return new Subgroup(name, in.length, count < SMALL_CELL ? -1 : count, null);
        }
        double[] scores = Arrays.stream(in).mapToDouble(i -> model[i]).toArray();
        double[] rowWeights = Arrays.stream(in).mapToDouble(i -> weights[i]).toArray();
        return new Subgroup(name, in.length, count, new Ranking(scores, happened).auroc(rowWeights));
    }
}
