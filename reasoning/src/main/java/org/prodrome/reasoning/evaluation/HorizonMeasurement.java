package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.statistics.Bootstrap;
import org.prodrome.reasoning.statistics.CalibrationMeasures;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.statistics.Ranking;
import org.prodrome.reasoning.statistics.Sampled;

/** Measures every horizon that the model answers, without baselines: what a clinician is shown is held against what came. */
final class HorizonMeasurement {

    private static final String ONE_CLASS = "needs events and non-events";

    private final PatientDraws draws;
    private final int least;

    HorizonMeasurement(PatientDraws draws, Protocol protocol) {
        this.draws = draws;
        this.least = protocol.smallCell();
    }

    /** Horizons of an outcome rise; one is held back where it and the last one shown would tell of few patients by their difference. */
    List<HorizonResult> of(List<HorizonRows> all) {
        Map<String, Integer> shown = new HashMap<>();
        List<HorizonResult> results = new ArrayList<>();
        for (HorizonRows rows : all) {
            int with = rows.cell().with();
            int before = shown.getOrDefault(rows.outcome(), with);
            HorizonResult result = SmallCells.telling(Math.abs(with - before), least)
                    ? HorizonResult.none(rows, "held back: nearly the patients of a shorter horizon")
                    : of(rows);
            if (result.missing() == null) {
                shown.put(rows.outcome(), with);
            }
            results.add(result);
        }
        return results;
    }

    HorizonResult of(HorizonRows rows) {
        if (rows.patients().length == 0) {
            return HorizonResult.none(rows, "not evaluated: no answered index date was observed so long");
        }
        PatientCell cell = rows.cell();
        if (cell.smaller() < least) {
            return HorizonResult.none(rows, "not evaluated: fewer than " + least + " patients with it, or without");
        }
        Ranking ranking = new Ranking(rows.probabilities(), rows.events());
        List<Sampled> measured = new Bootstrap(draws, rows.patients(), rows.weights()).sampled(weights -> new double[] {
            CalibrationMeasures.observedOverExpected(rows.probabilities(), rows.events(), weights),
            ranking.areas(weights).auroc()
        });
        double[] means = means(rows);
        return new HorizonResult(
                rows.outcome(),
                rows.name(),
                rows.horizonDays(),
                rows.patients().length,
                cell.with() + cell.without(),
                rows.eventCount(),
                cell.with(),
                means[0],
                means[1],
                Figure.of(measured.get(0), ONE_CLASS),
                Figure.of(measured.get(1), ONE_CLASS),
                null);
    }

    /** Expected and observed, by weight. */
    private static double[] means(HorizonRows rows) {
        double expected = 0;
        double observed = 0;
        double all = 0;
        for (int i = 0; i < rows.weights().length; i++) {
            expected += rows.weights()[i] * rows.probabilities()[i];
            observed += rows.events()[i] ? rows.weights()[i] : 0;
            all += rows.weights()[i];
        }
        return new double[] {expected / all, observed / all};
    }
}
