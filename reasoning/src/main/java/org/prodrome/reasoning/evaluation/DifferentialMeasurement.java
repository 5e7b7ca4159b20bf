package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.Bootstrap;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.statistics.Sampled;

/** Recall of newly recorded diagnoses; intervals resample patients. */
final class DifferentialMeasurement {

    private final EvaluationSettings settings;
    private final Protocol protocol;

    DifferentialMeasurement(EvaluationSettings settings, Protocol protocol) {
        this.settings = settings;
        this.protocol = protocol;
    }

    DifferentialResult of(DifferentialRows rows) {
        Map<String, List<Sampled>> recalls = new LinkedHashMap<>();
        for (String ranker : protocol.inOrder(rows.ranks().keySet())) {
            recalls.put(ranker, recalls(rows, ranker));
        }
        List<DifferentialResult.Ranker> rankers = recalls.entrySet().stream()
                .map(ranker -> ranker(ranker.getKey(), ranker.getValue(), recalls.get(TaskData.MODEL)))
                .toList();
        return new DifferentialResult(
                rows.patients().length,
                (int) Arrays.stream(rows.patients()).distinct().count(),
                rows.candidates(),
                rankers);
    }

    private DifferentialResult.Ranker ranker(String id, List<Sampled> recalls, @Nullable List<Sampled> model) {
        List<DifferentialResult.Recall> found = new ArrayList<>();
        for (int i = 0; i < recalls.size(); i++) {
            found.add(new DifferentialResult.Recall(
                    protocol.recallAt().get(i),
                    Figure.of(recalls.get(i), "no newly recorded diagnosis"),
                    model == null
                            ? Figure.none("the model ranked nothing")
                            : Figure.of(model.get(i).minus(recalls.get(i)), "no newly recorded diagnosis")));
        }
        return new DifferentialResult.Ranker(id, found);
    }

    private List<Sampled> recalls(DifferentialRows rows, String ranker) {
        int[] ranks = rows.ranks().getOrDefault(ranker, new int[0]);
        PatientDraws draws = new PatientDraws(rows.patients(), settings.replicates(), settings.seed());
        double[] ones = new double[ranks.length];
        Arrays.fill(ones, 1);
        return new Bootstrap(draws, rows.patients(), ones)
                .sampled(drawn -> protocol.recallAt().stream()
                        .mapToDouble(at -> recall(ranks, at, drawn))
                        .toArray());
    }

    /** Rank 0 means that the ranking doesn't have it. */
    private static double recall(int[] ranks, int at, double[] drawn) {
        double found = 0;
        double all = 0;
        for (int i = 0; i < ranks.length; i++) {
            found += ranks[i] > 0 && ranks[i] <= at ? drawn[i] : 0;
            all += drawn[i];
        }
        return all > 0 ? found / all : Double.NaN;
    }
}
