package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.prodrome.reasoning.statistics.Bootstrap;
import org.prodrome.reasoning.statistics.CalibrationMeasures;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.statistics.Ranking;
import org.prodrome.reasoning.statistics.Recalibration;
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

    /**
     * One is held back where it would tell of few beside what was shown of its outcome before.
     *
     * @param tasks on the same index dates less those that not all predictors answer
     * @param shown with the patients of the tasks; those of the horizons that are shown are added
     */
    List<HorizonResult> of(List<HorizonRows> all, List<TaskResult> tasks, ShownCounts shown) {
        List<HorizonResult> results = new ArrayList<>();
        for (HorizonRows rows : all) {
            int with = rows.cell().with();
            HorizonResult result;
            if (tasks.stream().anyMatch(task -> tellsOfUnanswered(rows, task))) {
                result = HorizonResult.heldBack(rows, "beside the comparison it would tell a number held back");
            } else if (shown.telling(rows.outcome(), with)) {
                result = HorizonResult.heldBack(
                        rows, "would tell of fewer than " + least + " patients beside another horizon");
            } else {
                result = of(rows);
            }
            if (result.missing() == null) {
                shown.add(rows.outcome(), with);
            }
            results.add(result);
        }
        return results;
    }

    /** The difference of both numbers of index dates is how many not all predictors answered. */
    private static boolean tellsOfUnanswered(HorizonRows rows, TaskResult task) {
        return task.outcome().equals(rows.outcome())
                && task.horizonDays() == rows.horizonDays()
                && task.fellOut().notAllAnswered() == null;
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
        Recalibration recalibration = new Recalibration(rows.probabilities(), rows.events());
        List<Sampled> measured = new Bootstrap(draws, rows.patients(), rows.weights()).sampled(weights -> {
            double[] shares = ConformalCoverage.measure(rows, weights);
            return new double[] {
                CalibrationMeasures.observedOverExpected(rows.probabilities(), rows.events(), weights),
                ranking.areas(weights).auroc(),
                recalibration.of(weights).slope(),
                shares[0],
                shares[1],
                shares[2],
                shares[3],
                shares[4]
            };
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
                Figure.of(measured.get(2), "no line can be fitted"),
                ConformalCoverage.of(rows, measured.subList(3, 3 + ConformalCoverage.SHARES)),
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
