package org.prodrome.web.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.prodrome.reasoning.model.Trajectory;

/** A small line with a band, as inline SVG; decoration, so hidden from screen readers: the figures stand beside it. */
final class Sparkline extends Span {
    private static final long serialVersionUID = 1;
    private static final int WIDTH = 84;
    private static final int HEIGHT = 26;

    private Sparkline(List<Point> points) {
        setClassName("spark");
        getElement().setAttribute("aria-hidden", "true");
        getElement().setProperty("innerHTML", drawing(points));
    }

    /** Risk on days past: the line is the probability, the band its interval. */
    static Component ofCourse(Trajectory trajectory) {
        return new Sparkline(trajectory.points().stream()
                .map(day -> new Point(day.date().toEpochDay(), day.probability(), day.low(), day.high()))
                .toList());
    }

    /** Values over time, without a band. */
    static Component ofValues(List<double[]> timesAndValues) {
        return new Sparkline(timesAndValues.stream()
                .map(pair -> new Point(pair[0], pair[1], pair[1], pair[1]))
                .toList());
    }

    private static String drawing(List<Point> points) {
        Scale scale = Scale.of(points);
        String line = points.stream().map(p -> scale.at(p.x, p.y)).collect(Collectors.joining(" "));
        String upper = points.stream().map(p -> scale.at(p.x, p.high)).collect(Collectors.joining(" "));
        String lower = points.reversed().stream().map(p -> scale.at(p.x, p.low)).collect(Collectors.joining(" "));
        Point last = points.getLast();
        String[] end = scale.at(last.x, last.y).split(",");
        return "<svg viewBox=\"0 0 84 26\" width=\"84\" height=\"26\"><polygon class=\"band\" points=\"" + upper + " "
                + lower + "\"/><polyline class=\"line\" points=\"" + line + "\"/><circle class=\"end\" r=\"2.2\" cx=\""
                + end[0] + "\" cy=\"" + end[1] + "\"/></svg>";
    }

    private record Point(double x, double y, double low, double high) {}

    private record Scale(double x0, double x1, double y0, double y1) {
        static Scale of(List<Point> points) {
            double low = points.stream().mapToDouble(Point::low).min().orElse(0);
            double high = points.stream().mapToDouble(Point::high).max().orElse(1);
            double margin = high > low ? 0 : 1;
            return new Scale(points.getFirst().x, points.getLast().x, low - margin, high + margin);
        }

        String at(double x, double y) {
            double px = x1 == x0 ? WIDTH - 3 : 2 + (x - x0) / (x1 - x0) * (WIDTH - 5);
            double py = HEIGHT - 3 - (y - y0) / (y1 - y0) * (HEIGHT - 6);
            return String.format(Locale.ROOT, "%.1f,%.1f", px, py);
        }
    }
}
