package org.prodrome.reasoning.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.statistics.Bootstrap;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.statistics.Ranking;
import org.prodrome.reasoning.statistics.Sampled;

/** AUROC alone, of several predictors on the same rows and resamples. */
final class AurocMeasurement {

    private AurocMeasurement() {}

    static Map<String, Sampled> of(TaskRows rows, List<String> predictors, PatientDraws draws) {
        List<Ranking> rankings = predictors.stream()
                .map(predictor -> new Ranking(rows.of(predictor), rows.events()))
                .toList();
        List<Sampled> aurocs = new Bootstrap(draws, rows.patients(), rows.weights())
                .sampled(weights -> rankings.stream()
                        .mapToDouble(ranking -> ranking.auroc(weights))
                        .toArray());
        Map<String, Sampled> named = new LinkedHashMap<>();
        for (int i = 0; i < predictors.size(); i++) {
            named.put(predictors.get(i), aurocs.get(i));
        }
        return named;
    }
}
