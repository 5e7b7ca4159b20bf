package org.prodrome.reasoning.statistics;

import java.util.List;

/** How well probabilities fit what happened; every row has a weight. */
public final class CalibrationMeasures {

    private CalibrationMeasures() {}

    /**
     * One tenth of the rows by rising probability.
     *
     * @param expected mean probability
     * @param observed share of events
     * @param rows how many rows
     */
    public record Bin(double expected, double observed, int rows) {}

    /** Mean squared distance of probability and event; NaN without one of either class. */
    public static double brier(double[] probabilities, boolean[] events, double[] weights) {
        Sums sums = Sums.of(probabilities, events, weights);
        return sums.oneClass() ? Double.NaN : sums.squares / sums.all;
    }

    /** Brier score as the share taken off that of foretelling the prevalence to everybody: 1 is perfect, 0 is no better. */
    public static double scaledBrier(double[] probabilities, boolean[] events, double[] weights) {
        Sums sums = Sums.of(probabilities, events, weights);
        double prevalence = sums.observed / sums.all;
        return sums.oneClass() ? Double.NaN : 1 - sums.squares / sums.all / (prevalence * (1 - prevalence));
    }

    /**
     * Observed events over the sum of probabilities; 1 is right, above 1 the risk is understated; NaN without one of either
     * class.
     */
    public static double observedOverExpected(double[] probabilities, boolean[] events, double[] weights) {
        Sums sums = Sums.of(probabilities, events, weights);
        return sums.oneClass() || !(sums.expected > 0) ? Double.NaN : sums.observed / sums.expected;
    }

    private record Sums(double all, double observed, double expected, double squares) {

        static Sums of(double[] probabilities, boolean[] events, double[] weights) {
            double all = 0;
            double observed = 0;
            double expected = 0;
            double squares = 0;
            for (int i = 0; i < events.length; i++) {
                double distance = probabilities[i] - (events[i] ? 1 : 0);
                all += weights[i];
                observed += events[i] ? weights[i] : 0;
                expected += weights[i] * probabilities[i];
                squares += weights[i] * distance * distance;
            }
            return new Sums(all, observed, expected, squares);
        }

        boolean oneClass() {
            return !(observed > 0 && observed < all);
        }
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

    /** Ten bins of as nearly equal size as can be; rows without weight are left out. */
    public static List<Bin> bins(double[] probabilities, boolean[] events, double[] weights) {
        return new Tenths(probabilities, weights).bins(probabilities, events, weights);
    }

    /** Expected calibration error over {@link #bins}: mean distance of expected and observed, by weight. */
    public static double expectedCalibrationError(double[] probabilities, boolean[] events, double[] weights) {
        return new Tenths(probabilities, weights).error(probabilities, events, weights);
    }
}
