package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.prodrome.reasoning.statistics.Bootstrap;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.statistics.RankAgreement;
import org.prodrome.reasoning.statistics.Sampled;

/** Measures the tests of explanations; intervals resample patients. */
final class ExplanationMeasurement {

    private final EvaluationSettings settings;
    private final Protocol protocol;

    ExplanationMeasurement(EvaluationSettings settings, Protocol protocol) {
        this.settings = settings;
        this.protocol = protocol;
    }

    ExplanationResult of(ExplanationRows rows) {
        List<ExplanationRows.Deletion> deletions = rows.deletions();
        int steps = deletions.stream().mapToInt(d -> d.top().length).max().orElse(0);
        long[] patients =
                deletions.stream().mapToLong(ExplanationRows.Deletion::patient).toArray();
        List<Figure> top = new ArrayList<>();
        List<Figure> random = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            int removed = step;
            top.add(mean(
                    patients,
                    deletions.stream().mapToDouble(d -> at(d.top(), removed)).toArray()));
            random.add(mean(
                    patients,
                    deletions.stream().mapToDouble(d -> at(d.random(), removed)).toArray()));
        }
        Figure between = mean(
                patients,
                deletions.stream().mapToDouble(ExplanationMeasurement::between).toArray());
        return new ExplanationResult(deletions.size(), top, random, between, agreements(rows.agreements()));
    }

    /** A story with fewer groups stays where its last one left it. */
    private static double at(double[] curve, int removed) {
        return curve.length == 0 ? Double.NaN : curve[Math.min(removed, curve.length - 1)];
    }

    private static double between(ExplanationRows.Deletion deletion) {
        double sum = 0;
        for (int i = 1; i < deletion.top().length; i++) {
            sum += deletion.top()[i] - deletion.random()[i];
        }
        return deletion.top().length < 2 ? Double.NaN : sum / (deletion.top().length - 1);
    }

    private List<ExplanationResult.Agreement> agreements(List<ExplanationRows.Agreement> rows) {
        Map<String, List<ExplanationRows.Agreement>> byOther = new TreeMap<>();
        rows.forEach(row ->
                byOther.computeIfAbsent(row.other(), o -> new ArrayList<>()).add(row));
        return byOther.entrySet().stream()
                .map(other -> new ExplanationResult.Agreement(
                        other.getKey(),
                        other.getValue().size(),
                        mean(other.getValue(), row -> RankAgreement.spearman(row.own(), row.others())),
                        mean(
                                other.getValue(),
                                row -> RankAgreement.overlap(row.own(), row.others(), protocol.overlapOf()))))
                .toList();
    }

    private Figure mean(List<ExplanationRows.Agreement> rows, ToDoubleFunction<ExplanationRows.Agreement> measure) {
        return mean(
                rows.stream().mapToLong(ExplanationRows.Agreement::patient).toArray(),
                rows.stream().mapToDouble(measure).toArray());
    }

    private Figure mean(long[] patients, double[] values) {
        if (values.length == 0) {
            return Figure.none("no story was tested");
        }
        double[] weights =
                Arrays.stream(values).map(v -> Double.isNaN(v) ? 0 : 1).toArray();
        PatientDraws draws = new PatientDraws(patients, settings.replicates(), settings.seed());
        Sampled sampled = new Bootstrap(draws, patients, weights)
                .sampled(drawn -> new double[] {weightedMean(values, drawn)})
                .getFirst();
        return Figure.of(sampled, "no story has two groups of events that differ");
    }

    private static double weightedMean(double[] values, double[] weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] > 0 ? weights[i] * values[i] : 0;
            all += weights[i];
        }
        return all > 0 ? sum / all : Double.NaN;
    }
}
