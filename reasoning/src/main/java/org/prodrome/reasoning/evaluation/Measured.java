package org.prodrome.reasoning.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.Bootstrap;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.statistics.Sampled;

/** All predictors of one comparison measured on the same resamples. */
final class Measured {

    private final Map<String, PredictorMeasures> figurings = new LinkedHashMap<>();
    private final Map<String, List<Sampled>> sampled = new LinkedHashMap<>();

    Measured(TaskRows rows, List<String> predictors, @Nullable TaskRows tuning, PatientDraws draws, Protocol protocol) {
        predictors.forEach(predictor -> figurings.put(
                predictor,
                new PredictorMeasures(predictor, rows, Thresholds.of(tuning, predictor, protocol), protocol)));
        double[] ones = new double[rows.size()];
        Arrays.fill(ones, 1);
        List<Sampled> all = new Bootstrap(draws, rows.patients(), ones).sampled(drawn -> measure(drawn, rows));
        int from = 0;
        for (Map.Entry<String, PredictorMeasures> figuring : figurings.entrySet()) {
            int width = figuring.getValue().width();
            sampled.put(figuring.getKey(), all.subList(from, from + width));
            from += width;
        }
    }

    private double[] measure(double[] drawn, TaskRows rows) {
        double[] weights = new double[drawn.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = drawn[i] * rows.weights()[i];
        }
        return figurings.values().stream()
                .flatMapToDouble(figuring -> Arrays.stream(figuring.measure(drawn, weights)))
                .toArray();
    }

    List<PredictorResult> results() {
        return figurings.entrySet().stream()
                .map(figuring -> figuring.getValue().result(of(figuring.getKey())))
                .toList();
    }

    boolean has(String predictor) {
        return sampled.containsKey(predictor);
    }

    List<Sampled> of(String predictor) {
        return Optional.ofNullable(sampled.get(predictor))
                .orElseThrow(() -> new IllegalArgumentException("measured: expected " + predictor));
    }

    Sampled auroc(String predictor) {
        return PredictorMeasures.auroc(of(predictor));
    }

    Difference difference(String baseline, int rows, Protocol protocol) {
        Sampled own = auroc(TaskData.MODEL);
        Figure auroc = Figure.of(own.minus(auroc(baseline)), "needs events and non-events");
        Figure precision = Figure.of(
                PredictorMeasures.averagePrecision(of(TaskData.MODEL))
                        .minus(PredictorMeasures.averagePrecision(of(baseline))),
                "needs events and non-events");
        return new Difference(
                baseline,
                protocol.nameOf(baseline),
                rows,
                Figure.of(auroc(baseline), "needs events and non-events"),
                auroc,
                precision,
                Verdict.of(auroc));
    }
}
