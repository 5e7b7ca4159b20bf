package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.prodrome.reasoning.evaluation.LineChart.Axis;
import org.prodrome.reasoning.evaluation.LineChart.Line;
import org.prodrome.reasoning.statistics.CalibrationMeasures.Bin;
import org.prodrome.reasoning.statistics.Curve;

/** The plots of one task; the model is drawn last, on top. */
final class TaskPlots {

    private static final double LEAST_AXIS = 0.01;

    private final TaskResult task;

    TaskPlots(TaskResult task) {
        this.task = task;
    }

    String html() {
        return "<div class=\"plots\">" + roc() + precisionRecall() + reliability() + decision() + lead() + gaps()
                + "</div>";
    }

    /** Who is in the plots, by colour. */
    String legend() {
        StringBuilder items = new StringBuilder();
        task.predictors()
                .forEach(p -> items.append("<li><svg viewBox=\"0 0 26 10\" aria-hidden=\"true\"><line class=\"line ")
                        .append(p.id())
                        .append("\" x1=\"0\" y1=\"5\" x2=\"26\" y2=\"5\"/></svg>")
                        .append(Html.escaped(p.name()))
                        .append("</li>"));
        return "<ul class=\"legend\">" + items + "</ul>";
    }

    private List<Line> lines(Function<PredictorResult, List<Curve.Point>> points, boolean dots) {
        List<Line> lines = new ArrayList<>();
        for (PredictorResult p : task.predictors().reversed()) {
            lines.add(new Line(p.id(), p.name(), points.apply(p), dots));
        }
        return lines;
    }

    private String roc() {
        LineChart chart = new LineChart(
                "ROC curves of " + task.name(),
                Axis.share("others alerted as well", 1),
                Axis.share("cases alerted", 1),
                lines(p -> p.roc().points(), false),
                true);
        return Html.plot("ROC", "Nearer the upper left corner is better; the dotted line is chance.", chart.svg());
    }

    private String precisionRecall() {
        LineChart chart = new LineChart(
                "Precision and recall of " + task.name(),
                Axis.share("cases alerted", 1),
                Axis.share("alerts that are right", 1),
                lines(p -> p.precisionRecall().points(), false),
                false);
        return Html.plot(
                "Precision and recall",
                "Chance is the prevalence, " + Words.percent(task.prevalence()) + ".",
                chart.svg());
    }

    private String reliability() {
        List<Line> lines = task.predictors().stream()
                .filter(p -> p.id().equals(TaskData.MODEL) || p.id().equals(TaskData.COUNTS_TREES))
                .toList()
                .reversed()
                .stream()
                .map(p -> new Line(
                        p.id(),
                        p.name(),
                        p.reliability().stream()
                                .map(bin -> new Curve.Point(bin.expected(), bin.observed()))
                                .toList(),
                        true))
                .toList();
        double top = Math.max(
                LEAST_AXIS,
                task.predictors().stream()
                        .filter(p -> p.id().equals(TaskData.MODEL) || p.id().equals(TaskData.COUNTS_TREES))
                        .flatMap(p -> p.reliability().stream())
                        .flatMapToDouble(TaskPlots::both)
                        .max()
                        .orElse(1));
        LineChart chart = new LineChart(
                "Reliability of " + task.name(),
                Axis.share("foretold risk", top),
                Axis.share("what happened", top),
                lines,
                true);
        return Html.plot(
                "Reliability",
                "Ten groups by rising risk; on the dotted line, risks come true as foretold.",
                chart.svg());
    }

    private static DoubleStream both(Bin bin) {
        return DoubleStream.of(bin.expected(), bin.observed());
    }

    private String decision() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("all", "act on everybody", points(task.treatAll()), false));
        lines.addAll(lines(p -> points(p.netBenefit()), false));
        List<BenefitPoint> all = task.treatAll();
        double most = task.predictors().stream()
                .flatMap(p -> p.netBenefit().stream())
                .mapToDouble(point -> point.netBenefit().value())
                .filter(Double::isFinite)
                .max()
                .orElse(LEAST_AXIS);
        double top = Math.max(most, LEAST_AXIS / 10);
        double last = all.isEmpty() ? 1 : all.getLast().threshold();
        LineChart chart = new LineChart(
                "Decision curves of " + task.name(),
                Axis.share("risk from which one would act", last),
                new Axis("net benefit", -top / 4, top, List.of(0.0, top / 2, top), false),
                lines,
                false);
        return Html.plot(
                "Decision curve",
                "Higher is better. 0 is acting on nobody; the dotted line is acting on everybody.",
                chart.svg());
    }

    private static List<Curve.Point> points(List<BenefitPoint> points) {
        return points.stream()
                .filter(point -> point.netBenefit().known())
                .map(point ->
                        new Curve.Point(point.threshold(), point.netBenefit().value()))
                .toList();
    }

    private String lead() {
        List<Line> lines = task.predictors().reversed().stream()
                .map(p -> new Line(p.id(), p.name(), p.leadTime().reached(), false))
                .toList();
        double months = Math.max(1, Math.ceil(task.horizonDays() / 30.4375));
        LineChart chart = new LineChart(
                "Lead time of " + task.name(),
                new Axis(
                        "months before the diagnosis",
                        0,
                        months,
                        List.of(0.0, (double) Math.round(months / 2), months),
                        false),
                Axis.share("cases alerted by then", 1),
                lines,
                false);
        return Html.plot(
                "Lead time",
                "Cases alerted at least so many months before their diagnosis, at PPV "
                        + task.predictors().getFirst().leadTime().precision() + " as chosen on the tuning patients.",
                chart.svg());
    }

    private String gaps() {
        if (task.gaps().isEmpty()) {
            return "";
        }
        List<Line> lines = lines(this::gapPoints, true);
        double least = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Curve.Point::y)
                .min()
                .orElse(0.5);
        double from = Math.floor(10 * Math.min(least, 0.9)) / 10;
        double last = task.gaps().getLast().gapDays();
        LineChart chart = new LineChart(
                "AUROC with gaps of " + task.name(),
                new Axis("days left out after the visit", 0, last, ticks(), false),
                new Axis("AUROC", from, 1, List.of(from, (1 + from) / 2, 1.0), false),
                lines,
                false);
        return Html.plot(
                "Gap", "A steep fall means that what was foretold was under way at the visit already.", chart.svg());
    }

    private List<Double> ticks() {
        return Stream.concat(Stream.of(0.0), task.gaps().stream().map(gap -> (double) gap.gapDays()))
                .toList();
    }

    private List<Curve.Point> gapPoints(PredictorResult p) {
        List<Curve.Point> points = new ArrayList<>();
        points.add(new Curve.Point(0, p.figures().auroc().value()));
        for (GapResult gap : task.gaps()) {
            Figure auroc = gap.aurocs().get(p.id());
            if (auroc != null && auroc.known()) {
                points.add(new Curve.Point(gap.gapDays(), auroc.value()));
            }
        }
        return points;
    }
}
