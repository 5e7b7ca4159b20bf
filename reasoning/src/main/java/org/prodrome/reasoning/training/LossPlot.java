package org.prodrome.reasoning.training;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The loss curve as a picture: both losses beside each other, each on the training and on the tuning patients. */
final class LossPlot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int PANEL = 300;
    private static final int TOP = 50;
    private static final int BOTTOM = 250;
    private static final String STYLE = """
            <style>
              text { font: 12px sans-serif; fill: #333 }
              .axis { stroke: #888; fill: none }
              .training { stroke: #8a8a8a; fill: none; stroke-width: 1.5 }
              .tuning { stroke: #0b6bcb; fill: none; stroke-width: 2 }
              @media (prefers-color-scheme: dark) {
                text { fill: #ddd } .tuning { stroke: #6cb2ff } .training { stroke: #999 }
              }
            </style>
            """;

    private final List<Trained.Point> points;
    private final StringBuilder svg = new StringBuilder();

    private LossPlot(List<Trained.Point> points) {
        this.points = points;
    }

    /** An SVG of its own. */
    static String svg(List<Trained.Point> points) {
        LossPlot plot = new LossPlot(points);
        plot.svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " aria-label=\"Losses by step\">%n",
                WIDTH,
                HEIGHT));
        plot.svg.append(STYLE);
        if (!points.isEmpty()) {
            plot.panel(60, "Next event, nats", Trained.Point::nextEvent, Trained.Point::tuningNextEvent);
            plot.panel(440, "Risk, nats", Trained.Point::risk, Trained.Point::tuningRisk);
        }
        return plot.svg.append("</svg>\n").toString();
    }

    private void panel(
            int left, String title, ToDoubleFunction<Trained.Point> training, ToDoubleFunction<Trained.Point> tuning) {
        double[] all = DoubleStream.concat(
                        points.stream().mapToDouble(training), points.stream().mapToDouble(tuning))
                .filter(Double::isFinite)
                .toArray();
        double low = DoubleStream.of(all).min().orElse(0);
        double high = Math.max(DoubleStream.of(all).max().orElse(1), low + 1e-9);
        text(left, TOP - 30, title);
        text(left, TOP - 12, "grey: training, blue: tuning");
        append("<path class=\"axis\" d=\"M%d %dV%dH%d\"/>", left, TOP, BOTTOM, left + PANEL);
        text(left - 50, TOP + 5, number(high));
        text(left - 50, BOTTOM, number(low));
        text(left, BOTTOM + 20, "0");
        text(left + PANEL - 80, BOTTOM + 20, points.getLast().step() + " steps");
        line("training", left, low, high, training);
        line("tuning", left, low, high, tuning);
    }

    private void line(String kind, int left, double low, double high, ToDoubleFunction<Trained.Point> value) {
        StringBuilder places = new StringBuilder();
        for (Trained.Point point : points) {
            double y = value.applyAsDouble(point);
            if (Double.isFinite(y)) {
                double x =
                        left + PANEL * (double) point.step() / points.getLast().step();
                places.append(String.format(
                        Locale.ROOT, "%.1f,%.1f ", x, BOTTOM - (BOTTOM - TOP) * (y - low) / (high - low)));
            }
        }
        append("<polyline class=\"%s\" points=\"%s\"/>", kind, places.toString().strip());
    }

    private void text(int x, int y, String words) {
        append("<text x=\"%d\" y=\"%d\">%s</text>", x, y, words);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
