package org.prodrome.web.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.prodrome.reasoning.model.Trajectory;
import org.prodrome.reasoning.model.Trajectory.Point;

/**
 * A trajectory as SVG text: a line through the days, a band for the interval, a dot per day. Where the model would have declined
 * in between, line and band are broken. Colours are classes of the page's stylesheet, so it follows the page's scheme, and
 * nothing is loaded from anywhere.
 */
final class TrajectoryPlot {
    private static final int LEFT = 44;
    private static final int RIGHT = 48;
    private static final int TOP = 14;
    private static final int BOTTOM = 26;

    /** A wide screen and a narrow one get a drawing each, so that words stay readable on both. */
    enum Size {
        WIDE(760, 260),
        NARROW(340, 230);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }

        String className() {
            return "plot " + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Trajectory trajectory;
    private final Size size;
    private final PlotAxis days;
    private final PlotAxis risk;

    private TrajectoryPlot(Trajectory trajectory, Size size) {
        List<Point> points = trajectory.points();
        this.trajectory = trajectory;
        this.size = size;
        this.days = PlotAxis.ofDays(points.getFirst().date(), points.getLast().date());
        this.risk =
                PlotAxis.ofRisk(points.stream().mapToDouble(Point::high).max().orElseThrow());
    }

    /** The drawing; a trajectory without points has none. */
    static String svg(Trajectory trajectory, Size size) {
        if (trajectory.points().isEmpty()) {
            throw new IllegalArgumentException("trajectory: expected a point at least");
        }
        return new TrajectoryPlot(trajectory, size).drawing();
    }

    private String drawing() {
        return String.format(
                        Locale.ROOT,
                        "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                        size.className(),
                        size.width,
                        size.height,
                        escaped(description()))
                + riskMarks() + dayMarks() + band() + line() + dots() + lastFigure() + "</svg>";
    }

    private String description() {
        List<Point> points = trajectory.points();
        String today = Words.percent(points.getLast().probability());
        String course = points.size() == 1
                ? "on " + points.getLast().date() + " " + today
                : "from " + Words.percent(points.getFirst().probability()) + " on "
                        + points.getFirst().date() + " to " + today + " on "
                        + points.getLast().date();
        return trajectory.outcome().name() + " within " + Words.horizon(trajectory.horizonDays()) + " of each day: "
                + course + ". Every figure is in the table below.";
    }

    private String riskMarks() {
        return risk.ticks().stream()
                .map(tick -> String.format(
                                Locale.ROOT,
                                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>",
                                LEFT,
                                size.width - RIGHT,
                                y(tick.at()),
                                y(tick.at()))
                        + text("axis", "end", number(LEFT - 6), number(ordinate(tick.at()) + 4), tick.words()))
                .collect(Collectors.joining());
    }

    private String dayMarks() {
        int foot = size.height - BOTTOM;
        return days.ticks().stream()
                .map(tick -> String.format(
                                Locale.ROOT,
                                "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>",
                                x(tick.at()),
                                x(tick.at()),
                                foot,
                                foot + 4)
                        + text("axis", "middle", x(tick.at()), number(foot + 17), tick.words()))
                .collect(Collectors.joining());
    }

    private String band() {
        return trajectory.runs().stream().map(this::band).collect(Collectors.joining());
    }

    private String band(List<Point> points) {
        if (points.size() == 1) {
            Point only = points.getFirst();
            return "<line class=\"whisker\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
                    .formatted(x(only), x(only), y(only.high()), y(only.low()));
        }
        String upper = points.stream().map(p -> x(p) + "," + y(p.high())).collect(Collectors.joining(" "));
        String lower =
                points.reversed().stream().map(p -> x(p) + "," + y(p.low())).collect(Collectors.joining(" "));
        return "<polygon class=\"band\" points=\"" + upper + " " + lower + "\"/>";
    }

    private String line() {
        return trajectory.runs().stream()
                .map(run -> run.stream()
                        .map(p -> x(p) + "," + y(p.probability()))
                        .collect(Collectors.joining(" ", "<polyline class=\"line\" points=\"", "\"/>")))
                .collect(Collectors.joining());
    }

    private String dots() {
        return trajectory.points().stream()
                .map(p -> "<circle class=\"dot-of-day\" r=\"%s\" cx=\"%s\" cy=\"%s\"><title>%s</title></circle>"
                        .formatted(isLast(p) ? "4" : "2.6", x(p), y(p.probability()), escaped(told(p))))
                .collect(Collectors.joining());
    }

    private String told(Point point) {
        return point.date() + ": " + Words.percent(point.probability()) + " within "
                + Words.horizon(trajectory.horizonDays()) + " (" + Words.percent(point.low()) + " to "
                + Words.percent(point.high()) + ")";
    }

    private String lastFigure() {
        Point last = trajectory.points().getLast();
        return text(
                "figure-now",
                "start",
                number(abscissa(last.date().toEpochDay()) + 8),
                number(ordinate(last.probability()) + 4),
                Words.percent(last.probability()).replace("under ", "<"));
    }

    private boolean isLast(Point point) {
        return point.equals(trajectory.points().getLast());
    }

    private static String text(String className, String anchor, String x, String y, String words) {
        return "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
                .formatted(className, anchor, x, y, escaped(words));
    }

    private String x(Point point) {
        return x(point.date().toEpochDay());
    }

    private String x(double day) {
        return number(abscissa(day));
    }

    private String y(double probability) {
        return number(ordinate(probability));
    }

    private double abscissa(double day) {
        return LEFT + days.share(day) * (size.width - LEFT - RIGHT);
    }

    private double ordinate(double probability) {
        return size.height - BOTTOM - risk.share(probability) * (size.height - TOP - BOTTOM);
    }

    private static String number(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
