package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How much of what can be known at all the model finds, per outcome. */
final class OracleOverview {

    private OracleOverview() {}

    static String html(EvaluationReport report) {
        return report.summary().medians().stream()
                .filter(medians -> medians.outcomes() > 0)
                .map(medians -> plot(report, medians))
                .collect(Collectors.joining("\n"));
    }

    private static String plot(EvaluationReport report, Summary.Medians medians) {
        List<ForestPlot.Row> rows = new ArrayList<>();
        for (Summary.Task task : report.summary().tasks()) {
            if (task.horizonDays() == medians.horizonDays()
                    && task.oracleShare().known()) {
                rows.add(new ForestPlot.Row(TaskData.MODEL, task.name(), task.oracleShare()));
            }
        }
        rows.add(new ForestPlot.Row(TaskData.ORACLE, "median", medians.oracleShare()));
        Protocol.Targets targets = report.protocol().targets();
        ForestPlot plot = new ForestPlot(
                "Share of the oracle's gain",
                rows,
                List.of(targets.oracleShareEach(), targets.oracleShareMedian()),
                0.5,
                1.1);
        return Html.widePlot(
                "Within " + Words.within(medians.horizonDays()),
                "Share of the oracle’s AUROC gain over age + sex. The dotted lines are the targets: no interval wholly below the left one, the median at the right one or above.",
                plot.svg());
    }
}
