package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.prodrome.reasoning.statistics.CalibrationMeasures.Bin;

/** Expected against observed risk in ten bins, as SVG; both axes end at the largest value. */
final class ReliabilityPlot {

    private static final int SIDE = 300;
    private static final int LEFT = 46;
    private static final int TOP = 12;
    private static final int PLOT = 220;

    private ReliabilityPlot() {}

    static String svg(List<Bin> bins) {
        double top = Math.max(
                0.001,
                bins.stream()
                        .mapToDouble(bin -> Math.max(bin.expected(), bin.observed()))
                        .max()
                        .orElse(1));
        String points = bins.stream()
                .map(bin -> String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#0b6e8f\"><title>expected %.4f, observed %.4f, %d"
                                + " index dates</title></circle>",
                        x(bin.expected(), top),
                        y(bin.observed(), top),
                        bin.expected(),
                        bin.observed(),
                        bin.rows()))
                .collect(Collectors.joining());
        String line = bins.stream()
                .map(bin -> String.format(Locale.ROOT, "%.1f,%.1f", x(bin.expected(), top), y(bin.observed(), top)))
                .collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                """
                <svg viewBox="0 0 %1$d %1$d" role="img" aria-label="Reliability: expected against observed risk" width="100%%">
                <rect x="%2$d" y="%3$d" width="%4$d" height="%4$d" fill="none" stroke="#dbe3e8"/>
                <line x1="%2$d" y1="%5$d" x2="%6$d" y2="%3$d" stroke="#9fb0bb" stroke-dasharray="4 4"/>
                <polyline points="%7$s" fill="none" stroke="#0b6e8f" stroke-width="1.5"/>%8$s
                <text x="%2$d" y="%9$d">0</text><text x="%6$d" y="%9$d" text-anchor="end">%10$s</text>
                <text x="%11$d" y="%12$d" text-anchor="end">%10$s</text><text x="%11$d" y="%5$d" text-anchor="end">0</text>
                <text x="%13$d" y="%14$d" text-anchor="middle">expected risk</text>
                <text transform="translate(14 %15$d) rotate(-90)" text-anchor="middle">observed share</text></svg>""",
                SIDE,
                LEFT,
                TOP,
                PLOT,
                TOP + PLOT,
                LEFT + PLOT,
                line,
                points,
                TOP + PLOT + 16,
                percent(top),
                LEFT - 5,
                TOP + 10,
                LEFT + PLOT / 2,
                TOP + PLOT + 36,
                TOP + PLOT / 2);
    }

    private static double x(double expected, double top) {
        return LEFT + PLOT * expected / top;
    }

    private static double y(double observed, double top) {
        return TOP + PLOT * (1 - observed / top);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.1 ? "%.1f%%" : "%.0f%%", 100 * share);
    }
}
