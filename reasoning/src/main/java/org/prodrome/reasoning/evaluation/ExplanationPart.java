package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.evaluation.LineChart.Axis;
import org.prodrome.reasoning.evaluation.LineChart.Line;
import org.prodrome.reasoning.statistics.Curve;

/** How the model's explanations stood the test. */
final class ExplanationPart {

    private final Protocol protocol;

    ExplanationPart(Protocol protocol) {
        this.protocol = protocol;
    }

    String html(@Nullable ExplanationResult result) {
        if (result == null) {
            return "";
        }
        String agreements = result.agreements().isEmpty()
                ? ""
                : Html.table(
                        List.of(
                                "Beside",
                                "Stories",
                                "Rank correlation",
                                "Of the first " + protocol.overlapOf() + " in both"),
                        result.agreements().stream()
                                .map(a -> List.of(
                                        Html.escaped(a.other()),
                                        String.format(Locale.ROOT, "%,d", a.stories()),
                                        Html.figure(a.spearman(), 2),
                                        Html.share(a.overlap())))
                                .toList());
        return String.format(
                Locale.ROOT,
                "<h2>Explanations</h2><p>Do explanations name what the model rests on? The groups of events said to raise the risk most were taken out of %,d stories, and as many at random. Mean distance of the curves: %s.</p><div class=\"plots\">%s</div>%s",
                result.stories(),
                Words.figure(result.areaBetween(), 3),
                deletion(result),
                agreements);
    }

    private static String deletion(ExplanationResult result) {
        List<Line> lines = List.of(
                new Line("age-sex", "at random", points(result.random()), true),
                new Line(TaskData.MODEL, "said to raise the risk most first", points(result.top()), true));
        double top = Math.max(
                0.1,
                result.top().stream()
                        .mapToDouble(Figure::value)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1));
        double last = Math.max(1, result.top().size() - 1);
        LineChart chart = new LineChart(
                "Deletion curve",
                new Axis("groups of events taken out", 0, last, List.of(0.0, last), false),
                new Axis("fall of log-odds", 0, top, List.of(0.0, top / 2, top), false),
                lines,
                false);
        return Html.plot(
                "Deletion curve", "Thick: those said to raise the risk most first; grey: at random.", chart.svg());
    }

    private static List<Curve.Point> points(List<Figure> figures) {
        return IntStream.range(0, figures.size())
                .filter(i -> figures.get(i).known())
                .mapToObj(i -> new Curve.Point(i, figures.get(i).value()))
                .toList();
    }
}
