package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.prodrome.reasoning.statistics.Curve;

/**
 * Lines over two axes, as SVG; its colours come from the page's style by the name of each line.
 *
 * @param words what it shows, for who can't see it
 * @param x axis along the bottom
 * @param y axis up the side
 * @param lines drawn in order, the last on top
 * @param diagonal whether to draw the line of equal values
 */
record LineChart(String words, Axis x, Axis y, List<Line> lines, boolean diagonal) {

    private static final int WIDTH = 340;
    private static final int HEIGHT = 250;
    private static final int LEFT = 54;
    private static final int RIGHT = 12;
    private static final int TOP = 10;
    private static final int BOTTOM = 38;

    /**
     * One axis.
     *
     * @param percent whether ticks are shares
     */
    record Axis(String words, double from, double to, List<Double> ticks, boolean percent) {

        static Axis share(String words, double to) {
            return new Axis(words, 0, to, List.of(0.0, to / 2, to), true);
        }

        private String tick(double at) {
            if (percent) {
                return Words.percent(at);
            }
            boolean whole = Math.abs(at - Math.rint(at)) < 1e-9;
            return whole
                    ? String.valueOf(Math.round(at))
                    : String.format(Locale.ROOT, Math.abs(at) < 0.1 ? "%.3f" : "%.2f", at);
        }

        private double place(double value) {
            return (Math.clamp(value, from, to) - from) / (to - from);
        }
    }

    /**
     * One line.
     *
     * @param style name of the style, which is a predictor's id
     * @param dots whether to mark each point
     */
    record Line(String style, String name, List<Curve.Point> points, boolean dots) {}

    String svg() {
        return String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                        WIDTH,
                        HEIGHT,
                        Html.escaped(words))
                + frame()
                + (diagonal ? guide() : "")
                + lines.stream().map(this::drawn).collect(Collectors.joining())
                + "</svg>";
    }

    private String frame() {
        String ticks = x.ticks().stream()
                        .map(at -> text(left(at), HEIGHT - BOTTOM + 15, "middle", x.tick(at)))
                        .collect(Collectors.joining())
                + y.ticks().stream()
                        .map(at -> text(LEFT - 5, down(at) + 4, "end", y.tick(at)))
                        .collect(Collectors.joining());
        return String.format(
                        Locale.ROOT,
                        "<rect class=\"axis\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                        LEFT,
                        TOP,
                        WIDTH - LEFT - RIGHT,
                        HEIGHT - TOP - BOTTOM)
                + ticks
                + text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", x.words())
                + String.format(
                        Locale.ROOT,
                        "<text transform=\"translate(11 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                        (TOP + HEIGHT - BOTTOM) / 2,
                        Html.escaped(y.words()));
    }

    private String guide() {
        double from = Math.max(x.from(), y.from());
        double to = Math.min(x.to(), y.to());
        return String.format(
                Locale.ROOT,
                "<line class=\"guide\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                left(from),
                down(from),
                left(to),
                down(to));
    }

    private String drawn(Line line) {
        String points = line.points().stream()
                .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", left(p.x()), down(p.y())))
                .collect(Collectors.joining(" "));
        String dots =
                line.dots() ? line.points().stream().map(p -> dot(line, p)).collect(Collectors.joining()) : "";
        return "<polyline class=\"line %s\" points=\"%s\"><title>%s</title></polyline>%s"
                .formatted(line.style(), points, Html.escaped(line.name()), dots);
    }

    private String dot(Line line, Curve.Point p) {
        return String.format(
                Locale.ROOT,
                "<circle class=\"dot %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\"><title>%s: %s, %s</title></circle>",
                line.style(),
                left(p.x()),
                down(p.y()),
                Html.escaped(line.name()),
                x.tick(p.x()),
                y.tick(p.y()));
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                x,
                y,
                anchor,
                Html.escaped(words));
    }

    private double left(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * x.place(value);
    }

    private double down(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y.place(value);
    }
}
