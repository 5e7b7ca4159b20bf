package org.prodrome.web.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.prodrome.reasoning.model.Trajectory;

/** A small line with a band, as inline SVG: one picture with a name that says what it shows and from where to where it is drawn. */
final class Sparkline extends Span {
    private static final long serialVersionUID = 1;
    private static final int WIDTH = 84;
    private static final int HEIGHT = 26;

    /** What a course of risks is drawn up to at least, the same for all. */
    private static final double LEAST_TOP = 0.05;

    private Sparkline(List<List<Point>> runs, Scale scale, String name) {
        setClassName("spark");
        getElement().setAttribute("role", "img");
        getElement().setAttribute("aria-label", name);
        getElement().setProperty("innerHTML", drawing(runs, scale));
    }

    /**
     * Risk on days past: the line is the probability, the band its interval. Drawn from nothing up to a common height at least, so
     * that a tiny change looks tiny.
     */
    static Component ofCourse(Trajectory trajectory) {
        List<List<Point>> runs = trajectory.runs().stream()
                .map(run -> run.stream().map(Sparkline::point).toList())
                .toList();
        List<Point> points = runs.stream().flatMap(List::stream).toList();
        Scale scale = Scale.ofRisk(points);
        String top = Words.percent(scale.y1);
        String name = String.format(
                Locale.ROOT,
                "Risk of %s, diagnosed within %s, on %d days from %s to %s: %s to %s; drawn from 0 to %s",
                trajectory.outcome().name(),
                Words.horizon(trajectory.horizonDays()),
                points.size(),
                trajectory.points().getFirst().date(),
                trajectory.points().getLast().date(),
                Words.percent(points.getFirst().y),
                Words.percent(points.getLast().y),
                top);
        return new Span(new Sparkline(runs, scale, name), ofScale("0 to " + top));
    }

    private static Point point(Trajectory.Point day) {
        return new Point(day.date().toEpochDay(), day.probability(), day.low(), day.high());
    }

    private static Span ofScale(String words) {
        Span scale = Html.span("spark-scale muted", words);
        scale.getElement().setAttribute("aria-hidden", "true");
        return scale;
    }

    /** Values over time, without a band, each line between its own lowest and highest. */
    static Component ofValues(List<double[]> timesAndValues) {
        List<Point> points = timesAndValues.stream()
                .map(pair -> new Point(pair[0], pair[1], pair[1], pair[1]))
                .toList();
        Scale scale = Scale.ofValues(points);
        String name = points.size() + " values, drawn from " + plain(Scale.lowest(points)) + " to "
                + plain(Scale.highest(points));
        return new Sparkline(List.of(points), scale, name);
    }

    private static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String drawing(List<List<Point>> runs, Scale scale) {
        String lines = runs.stream().map(run -> line(run, scale)).collect(Collectors.joining());
        Point last = runs.getLast().getLast();
        String[] end = scale.at(last.x, last.y).split(",");
        return "<svg viewBox=\"0 0 84 26\" width=\"84\" height=\"26\">" + lines
                + "<circle class=\"end\" r=\"2.2\" cx=\"" + end[0] + "\" cy=\"" + end[1] + "\"/></svg>";
    }

    private static String line(List<Point> points, Scale scale) {
        String line = points.stream().map(p -> scale.at(p.x, p.y)).collect(Collectors.joining(" "));
        String upper = points.stream().map(p -> scale.at(p.x, p.high)).collect(Collectors.joining(" "));
        String lower = points.reversed().stream().map(p -> scale.at(p.x, p.low)).collect(Collectors.joining(" "));
        return "<polygon class=\"band\" points=\"" + upper + " " + lower + "\"/><polyline class=\"line\" points=\""
                + line + "\"/>";
    }

    private record Point(double x, double y, double low, double high) {}

    private record Scale(double x0, double x1, double y0, double y1) {
        static Scale ofRisk(List<Point> points) {
            double top = PlotAxis.ofRisk(Math.max(LEAST_TOP, highest(points))).to();
            return new Scale(points.getFirst().x, points.getLast().x, 0, top);
        }

        static Scale ofValues(List<Point> points) {
            double margin = highest(points) > lowest(points) ? 0 : 1;
            return new Scale(
                    points.getFirst().x, points.getLast().x, lowest(points) - margin, highest(points) + margin);
        }

        static double lowest(List<Point> points) {
            return points.stream().mapToDouble(Point::low).min().orElse(0);
        }

        static double highest(List<Point> points) {
            return points.stream().mapToDouble(Point::high).max().orElse(1);
        }

        String at(double x, double y) {
            double px = x1 == x0 ? WIDTH - 3 : 2 + (x - x0) / (x1 - x0) * (WIDTH - 5);
            double py = HEIGHT - 3 - (y - y0) / (y1 - y0) * (HEIGHT - 6);
            return String.format(Locale.ROOT, "%.1f,%.1f", px, py);
        }
    }
}
