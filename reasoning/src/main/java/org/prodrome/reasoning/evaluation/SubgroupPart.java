package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.NetBenefit;
import org.prodrome.reasoning.statistics.ThresholdCounts;

/** The model in parts of the patients: a forest plot, a table of ranking and calibration, and one of what alerts bring. */
final class SubgroupPart {

    private static final double THOUSAND = 1000;

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
                + figures()
                + burden();
    }

    private String figures() {
        return Html.table(
                List.of(
                        "Group",
                        "Index dates",
                        "Followed by it",
                        "Patients with it",
                        "Share followed by it",
                        "Model’s AUROC",
                        Html.escaped(protocol.nameOf(TaskData.COUNTS_TREES)),
                        "AUROC in strata of age + sex",
                        "Average precision",
                        "C-index",
                        "Brier",
                        "Slope",
                        "Intercept",
                        "Observed / expected",
                        "Calibration error"),
                task.subgroups().stream().map(SubgroupPart::figures).toList());
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

    private static List<String> figures(Subgroup group) {
        Figures figures = group.figures();
        if (figures == null) {
            return heldBack(group);
        }
        return List.of(
                Html.escaped(group.group()),
                String.format(Locale.ROOT, "%,d", group.rows()),
                String.format(Locale.ROOT, "%,d", group.events()),
                String.format(Locale.ROOT, "%,d", group.eventPatients()),
                group.prevalence() == null ? "" : Words.percent(group.prevalence()),
                Html.figure(figures.auroc(), 3),
                cell(group.aurocs(), TaskData.COUNTS_TREES),
                Html.figure(figures.stratifiedAuroc(), 3),
                Html.figure(figures.averagePrecision(), 3),
                Html.figure(figures.concordance(), 3),
                Html.figure(figures.brier(), 4),
                Html.figure(figures.calibrationSlope(), 2),
                Html.figure(figures.calibrationIntercept(), 2),
                Html.figure(figures.observedOverExpected(), 2),
                Html.figure(figures.expectedCalibrationError(), 4));
    }

    private static List<String> heldBack(Subgroup group) {
        return List.of(Html.escaped(group.group()), Html.none("held back"));
    }

    private String burden() {
        List<String> head = new ArrayList<>(List.of(
                "Group",
                "Alerts per 1,000 index dates at PPV " + protocol.alertPrecision(),
                "Alerts per 1,000 person-years",
                "Right (PPV)",
                "Alerts per right one",
                "Cases alerted",
                "Median months"));
        actedFrom().forEach(risk -> head.add("Net benefit from " + Words.percent(risk) + " on"));
        return "<p class=\"soft\">Person-years are the group’s own; those of an age band were lived in it. Net benefit of acting from a risk"
                + " on: right alerts less wrong ones, weighed, per 1,000 index dates. Acting on nobody is worth 0; under each figure stands"
                + " what acting on everybody in the group is worth.</p>"
                + Html.table(head, task.subgroups().stream().map(this::burden).toList());
    }

    /** Risks from which somebody would act to whom a PPV of the protocol's is enough. */
    private List<Double> actedFrom() {
        return protocol.netBenefitThresholds().stream()
                .filter(protocol.alertPrecisions()::contains)
                .toList();
    }

    private List<String> burden(Subgroup group) {
        AlertPoint alerts = group.atLeadThreshold();
        LeadTime lead = group.leadTime();
        if (alerts == null || lead == null) {
            return heldBack(group);
        }
        List<String> cells = new ArrayList<>(List.of(
                Html.escaped(group.group()),
                Html.figure(alerts.per1000IndexDates(), 1),
                Html.figure(alerts.per1000PersonYears(), 1),
                Html.share(alerts.precision()),
                Html.figure(alerts.alertsPerCase(), 1),
                Html.share(lead.shareAlerted()),
                Html.figure(lead.medianMonths(), 1)));
        actedFrom().forEach(risk -> cells.add(benefit(group, risk)));
        return cells;
    }

    private static String benefit(Subgroup group, double risk) {
        List<BenefitPoint> points = group.netBenefit() == null ? List.of() : group.netBenefit();
        double prevalence = group.prevalence() == null ? Double.NaN : group.prevalence();
        double everybody = NetBenefit.ofAll(new ThresholdCounts.Counts(1, prevalence, 0, 0), risk);
        return points.stream()
                .filter(point -> point.threshold() == risk)
                .map(point -> Html.figure(point.netBenefit().times(THOUSAND), 1) + "<span class=\"ci\">everybody "
                        + Words.signed(THOUSAND * everybody, 1) + "</span>")
                .collect(Collectors.joining());
    }

    private static String cell(@Nullable Map<String, Figure> figures, String predictor) {
        Figure figure = figures == null ? null : figures.get(predictor);
        return figure == null ? Html.none("n/a") : Html.figure(figure, 3);
    }
}
