package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Values with their intervals, one below the other, as SVG.
 *
 * @param words what it shows, for who can't see it
 * @param rows from the top; one without a value says why
 * @param guides values marked by a line from top to bottom
 * @param least the axis begins here or below
 * @param most the axis ends here or above
 */
record ForestPlot(String words, List<Row> rows, List<Double> guides, double least, double most) {

    private static final int WIDTH = 640;
    private static final int LEFT = 240;
    private static final int RIGHT = 120;
    private static final int STEP = 20;
    private static final int TOP = 6;
    private static final int AXIS = 22;
    private static final double WIDEST = 1.5;

    /** One value. */
    record Row(String style, String name, Figure figure) {}

    String svg() {
        int height = TOP + STEP * rows.size() + AXIS;
        String guideLines = guides.stream()
                .map(at -> String.format(
                        Locale.ROOT,
                        "<line class=\"guide\" x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\"/>",
                        left(at),
                        TOP,
                        height - AXIS))
                .collect(Collectors.joining());
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            drawn.append(row(rows.get(i), TOP + STEP * i + STEP / 2));
        }
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s%s%s</svg>",
                WIDTH,
                height,
                Html.escaped(words),
                guideLines,
                drawn,
                axis(height));
    }

    private String axis(int height) {
        double middle = (from() + to()) / 2;
        return DoubleStream.concat(
                        DoubleStream.of(from(), middle, to()),
                        guides.stream().mapToDouble(Double::doubleValue).filter(at -> clear(at, middle)))
                .mapToObj(at -> String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        left(at),
                        height - 6,
                        Words.number(at, 2)))
                .collect(Collectors.joining());
    }

    /** Whether a label there would stand clear of the others. */
    private boolean clear(double at, double middle) {
        double room = 0.11 * (to() - from());
        return DoubleStream.of(from(), middle, to()).allMatch(other -> Math.abs(at - other) > room);
    }

    private String row(Row row, int y) {
        String name = String.format(
                Locale.ROOT,
                "<text class=\"name\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                LEFT - 12,
                y + 4,
                Html.escaped(row.name()));
        Figure figure = row.figure();
        if (!figure.known()) {
            String why = figure.missing() == null ? "not shown" : figure.missing();
            return name
                    + String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>", LEFT, y + 4, Html.escaped(why));
        }
        double low = Double.isNaN(figure.interval().low())
                ? figure.value()
                : figure.interval().low();
        double high = Double.isNaN(figure.interval().high())
                ? figure.value()
                : figure.interval().high();
        return name
                + String.format(
                        Locale.ROOT,
                        "<line class=\"whisker %1$s\" x1=\"%2$.1f\" y1=\"%3$d\" x2=\"%4$.1f\" y2=\"%3$d\"/>"
                                + "<circle class=\"dot %1$s\" cx=\"%5$.1f\" cy=\"%3$d\" r=\"4\"/>"
                                + "<text x=\"%6$d\" y=\"%7$d\">%8$s</text>",
                        row.style(),
                        left(low),
                        y,
                        left(high),
                        left(figure.value()),
                        WIDTH - RIGHT + 10,
                        y + 4,
                        Words.figure(figure, 2));
    }

    private double from() {
        return Math.min(least, Math.max(ends(true), least - WIDEST));
    }

    private double to() {
        return Math.max(most, Math.min(ends(false), most + WIDEST));
    }

    private double ends(boolean low) {
        DoubleStream ends = rows.stream()
                .map(Row::figure)
                .mapToDouble(figure -> low
                        ? Math.min(figure.value(), figure.interval().low())
                        : Math.max(figure.value(), figure.interval().high()))
                .filter(Double::isFinite);
        return low ? ends.min().orElse(least) : ends.max().orElse(most);
    }

    private double left(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (Math.clamp(value, from(), to()) - from()) / (to() - from());
    }
}
