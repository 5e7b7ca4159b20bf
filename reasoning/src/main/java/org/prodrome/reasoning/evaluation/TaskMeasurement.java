package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.PatientDraws;
import org.prodrome.reasoning.statistics.Sampled;
import org.prodrome.reasoning.statistics.ThresholdCounts;

/**
 * Measures one outcome at one horizon, with its gaps and subgroups.
 *
 * @param result what is reported
 * @param oracleShare resampled share of the oracle's gain; null when there is none
 * @param gains resampled difference of AUROC to each baseline
 */
record TaskMeasurement(TaskResult result, @Nullable Sampled oracleShare, Map<String, Sampled> gains) {

    /**
     * The gaps are made of the task itself.
     *
     * @param shown what was shown of the site before; what is shown of this task is added
     */
    static TaskMeasurement of(TaskData task, PatientDraws draws, Protocol protocol, ShownCounts shown) {
        Comparison comparison = Comparison.of(task, protocol);
        TaskRows rows = comparison.rows();
        String missing = missing(rows, protocol);
        String outcome = task.outcome().id();
        if (missing == null && shown.telling(outcome, rows.cell().with())) {
            missing = "would tell of fewer than " + protocol.smallCell() + " patients beside another horizon";
        }
        if (missing != null) {
            return unmeasured(task, comparison, missing, protocol);
        }
        Measured measured = new Measured(rows, comparison.predictors(), task.tuning(), draws, protocol);
        OracleMeasurement oracle = OracleMeasurement.of(measured, protocol);
        Map<String, Sampled> gains = new LinkedHashMap<>();
        List<Difference> differences = new ArrayList<>();
        for (String baseline : comparison.predictors()) {
            if (!baseline.equals(TaskData.MODEL)) {
                gains.put(baseline, measured.auroc(TaskData.MODEL).minus(measured.auroc(baseline)));
                differences.add(measured.difference(baseline, rows.known(), protocol));
            }
        }
        comparison.apart().forEach((baseline, both) -> {
            List<String> two = List.of(TaskData.MODEL, baseline);
            differences.add(new Measured(both, two, task.tuning(), draws, protocol)
                    .difference(baseline, both.known(), protocol));
        });
        TaskResult result = new TaskResult(
                outcome,
                task.outcome().name(),
                task.horizonDays(),
                rows.known(),
                rows.patientCount(),
                rows.eventCount(),
                rows.cell().with(),
                task.datesPerPersonYear(),
                rows.prevalence(),
                fellOut(task, comparison, protocol),
                null,
                measured.results().stream()
                        .map(predictor -> predictor.inPersonTime(task.datesPerPersonYear()))
                        .toList(),
                comparison.notCompared(),
                treatAll(rows, protocol),
                differences,
                oracle.comparison(),
                GapMeasurement.all(measured, rows, task, draws, protocol),
                new Subgrouping(task, comparison, draws, protocol, shown).all());
        shown.add(outcome, rows.cell().with());
        shown.add(outcome, EventGroups.of(rows, protocol));
        return new TaskMeasurement(result, oracle.share(), gains);
    }

    private static @Nullable String missing(TaskRows rows, Protocol protocol) {
        int least = protocol.smallCell();
        if (rows.known() == 0) {
            return "no row was answered";
        }
        return rows.cell().smaller() < least
                ? "fewer than " + least + " patients with the diagnosis, or without"
                : null;
    }

    private static TaskMeasurement unmeasured(TaskData task, Comparison comparison, String missing, Protocol protocol) {
        Map<String, String> notCompared = new TreeMap<>(comparison.notCompared());
        comparison
                .apart()
                .keySet()
                .forEach(predictor -> notCompared.put(predictor, ComparedApart.HELD_BACK + " with the task"));
        TaskResult result = new TaskResult(
                task.outcome().id(),
                task.outcome().name(),
                task.horizonDays(),
                comparison.rows().known(),
                comparison.rows().patientCount(),
                null,
                null,
                task.datesPerPersonYear(),
                Double.NaN,
                fellOut(task, comparison, protocol),
                missing,
                List.of(),
                notCompared,
                List.of(),
                List.of(),
                OracleMeasurement.none(missing).comparison(),
                List.of(),
                List.of());
        return new TaskMeasurement(result, null, Map.of());
    }

    private static FellOut fellOut(TaskData task, Comparison comparison, Protocol protocol) {
        return FellOut.of(
                task.prevalent(), task.censored(), task.abstained(), comparison.notAllAnswered(), protocol.smallCell());
    }

    private static List<BenefitPoint> treatAll(TaskRows rows, Protocol protocol) {
        return protocol.netBenefitThresholds().stream()
                .map(threshold -> BenefitPoint.ofAll(
                        threshold,
                        new ThresholdCounts(rows.of(TaskData.MODEL), rows.events(), threshold).of(rows.weights())[0]))
                .toList();
    }
}
