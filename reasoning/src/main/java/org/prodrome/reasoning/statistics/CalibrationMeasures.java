package org.prodrome.reasoning.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How well probabilities fit what happened; every row has a weight. */
public final class CalibrationMeasures {

    private static final int TENTHS = 10;

    private CalibrationMeasures() {}

    /**
     * One tenth of the rows by rising probability.
     *
     * @param expected mean probability
     * @param observed share of events
     * @param rows how many rows
     */
    public record Bin(double expected, double observed, int rows) {}

    /** Mean squared distance of probability and event. */
    public static double brier(double[] probabilities, boolean[] events, double[] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < events.length; i++) {
            double distance = probabilities[i] - (events[i] ? 1 : 0);
            sum += weights[i] * distance * distance;
            total += weights[i];
        }
        return sum / total;
    }

    /** Observed events over the sum of probabilities; 1 is right, above 1 the risk is understated. */
    public static double observedOverExpected(double[] probabilities, boolean[] events, double[] weights) {
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < events.length; i++) {
            observed += events[i] ? weights[i] : 0;
            expected += weights[i] * probabilities[i];
        }
        return expected > 0 ? observed / expected : Double.NaN;
    }

    /** Logistic regression of the event on the log-odds: coefficient 1 and intercept 0 are right. */
    public static LogisticRegression recalibration(double[] probabilities, boolean[] events, double[] weights) {
        double[][] logOdds = new double[probabilities.length][];
        for (int i = 0; i < probabilities.length; i++) {
            double inside = Math.clamp(probabilities[i], 1e-7, 1 - 1e-7);
            logOdds[i] = new double[] {Math.log(inside / (1 - inside))};
        }
        return LogisticRegression.fit(logOdds, events, weights, 0);
    }

    /** Ten bins of as nearly equal size as can be. */
    public static List<Bin> bins(double[] probabilities, boolean[] events, double[] weights) {
        List<Integer> order = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> probabilities[i]))
                .toList();
        List<Bin> bins = new ArrayList<>();
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            List<Integer> rows = order.subList(order.size() * tenth / TENTHS, order.size() * (tenth + 1) / TENTHS);
            double weight = rows.stream().mapToDouble(i -> weights[i]).sum();
            if (weight > 0) {
                double expected = rows.stream()
                        .mapToDouble(i -> weights[i] * probabilities[i])
                        .sum();
                double observed = rows.stream()
                        .mapToDouble(i -> events[i] ? weights[i] : 0)
                        .sum();
                bins.add(new Bin(expected / weight, observed / weight, rows.size()));
            }
        }
        return bins;
    }

    /** Expected calibration error over {@link #bins}: mean distance of expected and observed, by rows. */
    public static double expectedCalibrationError(double[] probabilities, boolean[] events, double[] weights) {
        List<Bin> bins = bins(probabilities, events, weights);
        double rows = bins.stream().mapToInt(Bin::rows).sum();
        return bins.stream()
                .mapToDouble(bin -> bin.rows() / rows * Math.abs(bin.expected() - bin.observed()))
                .sum();
    }
}
