package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model in parts of the patients: a forest plot and a table. */
final class SubgroupPart {

    private final TaskResult task;
    private final Protocol protocol;

    SubgroupPart(TaskResult task, Protocol protocol) {
        this.task = task;
        this.protocol = protocol;
    }

    String html() {
        return "<h3>By sex, age, and race or ethnicity</h3>"
                + String.format(
                        Locale.ROOT,
                        "<p class=\"soft\">A group with fewer than %d patients with or without the diagnosis is not shown, nor one from which it could be worked out.</p>",
                        protocol.smallCell())
                + forest()
                + Html.table(
                        List.of(
                                "Group",
                                "Index dates",
                                "Followed by it",
                                "Patients with it",
                                "Model’s AUROC",
                                protocol.nameOf(TaskData.COUNTS_TREES),
                                "Average precision",
                                "C-index",
                                "Brier",
                                "Slope",
                                "Observed / expected",
                                "Alerts per 1,000 index dates at PPV " + protocol.alertPrecision(),
                                "PPV",
                                "Cases alerted",
                                "Median months"),
                        task.subgroups().stream().map(this::row).toList());
    }

    private String forest() {
        List<ForestPlot.Row> rows = new ArrayList<>();
        task.predictor(TaskData.MODEL)
                .ifPresent(p -> rows.add(new ForestPlot.Row(
                        TaskData.MODEL, "everybody", p.figures().auroc())));
        for (Subgroup group : task.subgroups()) {
            Figures figures = group.figures();
            rows.add(new ForestPlot.Row(
                    TaskData.MODEL, group.group(), figures == null ? Figure.none("held back") : figures.auroc()));
        }
        double all = task.predictor(TaskData.MODEL)
                .map(p -> p.figures().auroc().value())
                .orElse(Double.NaN);
        ForestPlot plot = new ForestPlot(
                "AUROC by subgroup of " + task.name(), rows, Double.isFinite(all) ? List.of(all) : List.of(), 0.5, 1);
        return Html.widePlot("AUROC in groups of patients", "The dotted line is everybody’s.", plot.svg());
    }

    private List<String> row(Subgroup group) {
        Figures figures = group.figures();
        AlertPoint alerts = group.atLeadThreshold();
        LeadTime lead = group.leadTime();
        if (figures == null || lead == null) {
            return List.of(Html.escaped(group.group()), Html.none("held back"));
        }
        return List.of(
                Html.escaped(group.group()),
                String.format(Locale.ROOT, "%,d", group.rows()),
                String.format(Locale.ROOT, "%,d", group.events()),
                String.format(Locale.ROOT, "%,d", group.eventPatients()),
                Html.figure(figures.auroc(), 3),
                cell(group.aurocs(), TaskData.COUNTS_TREES),
                Html.figure(figures.averagePrecision(), 3),
                Html.figure(figures.concordance(), 3),
                Html.figure(figures.brier(), 4),
                Html.figure(figures.calibrationSlope(), 2),
                Html.figure(figures.observedOverExpected(), 2),
                alerts == null ? "" : Html.figure(alerts.per1000IndexDates(), 1),
                alerts == null ? "" : Html.share(alerts.precision()),
                Html.share(lead.shareAlerted()),
                Html.figure(lead.medianMonths(), 1));
    }

    private static String cell(@Nullable Map<String, Figure> figures, String predictor) {
        Figure figure = figures == null ? null : figures.get(predictor);
        return figure == null ? Html.none("n/a") : Html.figure(figure, 3);
    }
}
