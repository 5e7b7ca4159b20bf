package org.prodrome.reasoning.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.Calibration;
import org.prodrome.reasoning.model.Calibration.Isotonic;
import org.prodrome.reasoning.model.Calibration.Platt;
import org.prodrome.reasoning.statistics.RandomEffects;

/**
 * Calibrations of several outcomes at one horizon, drawn towards each other.
 *
 * <p>A few hundred events tell a rate to one part in ten or worse, and the network already knows the rate from many more patients. What the
 * outcomes' shifts and slopes have in common is how these patients differ from those of the training; what one of them has beyond
 * that is its own only as far as chance does not explain it: see {@link RandomEffects}. The copies, which make the interval, take what
 * they have in common as exact.
 */
final class SharedCalibration {

    private static final int FEWEST_OUTCOMES = 4;

    private SharedCalibration() {}

    /**
     * One outcome's calibration.
     *
     * @param fit of all patients
     * @param copies of bootstrap samples of them
     * @param shift of log-odds that the raw risks' mean wants; NaN for too few patients with the event
     * @param shifts the same of the bootstrap samples
     */
    @SuppressWarnings("ArrayRecordComponent") // made and read here alone
    record Fitted(Calibration fit, List<Calibration> copies, double shift, double[] shifts) {
        private boolean counts() {
            return !Double.isNaN(shift) && Arrays.stream(shifts).noneMatch(Double::isNaN);
        }

        /** Fit and all copies are Platt's. */
        private boolean hasSlope() {
            return counts() && fit instanceof Platt && copies.stream().allMatch(Platt.class::isInstance);
        }

        private double[] slopes() {
            return copies.stream().mapToDouble(copy -> platt(copy).slope()).toArray();
        }

        private double[] intercepts() {
            return copies.stream().mapToDouble(copy -> platt(copy).intercept()).toArray();
        }
    }

    /** In the order given; those of too few patients stay as they are. */
    static List<Fitted> drawnTogether(List<Fitted> ofOneHorizon) {
        List<Fitted> turned = turned(ofOneHorizon);
        List<Fitted> counting = turned.stream().filter(Fitted::counts).toList();
        if (counting.size() < FEWEST_OUTCOMES) {
            return turned;
        }
        RandomEffects shifts = RandomEffects.of(
                counting.stream().mapToDouble(Fitted::shift).toArray(),
                counting.stream()
                        .mapToDouble(fitted -> variance(fitted.shifts()))
                        .toArray());
        return turned.stream()
                .map(fitted -> fitted.counts() ? moved(fitted, shifts) : fitted)
                .toList();
    }

    private static Fitted moved(Fitted fitted, RandomEffects shifts) {
        double others = 1 - shifts.own(variance(fitted.shifts()));
        List<Calibration> copies = IntStream.range(0, fitted.copies().size())
                .mapToObj(i -> fitted.copies().get(i).moved(others * (shifts.mean() - fitted.shifts()[i])))
                .toList();
        return new Fitted(
                fitted.fit().moved(others * (shifts.mean() - fitted.shift())), copies, fitted.shift(), fitted.shifts());
    }

    /** With slopes drawn together, each turned about the log-odds at which its slope moves nothing else. */
    private static List<Fitted> turned(List<Fitted> ofOneHorizon) {
        List<Fitted> sloped = ofOneHorizon.stream().filter(Fitted::hasSlope).toList();
        if (sloped.size() < FEWEST_OUTCOMES) {
            return ofOneHorizon;
        }
        RandomEffects slopes = RandomEffects.of(
                sloped.stream()
                        .mapToDouble(fitted -> platt(fitted.fit()).slope())
                        .toArray(),
                sloped.stream().mapToDouble(fitted -> variance(fitted.slopes())).toArray());
        return ofOneHorizon.stream()
                .map(fitted -> fitted.hasSlope() ? turned(fitted, slopes) : fitted)
                .toList();
    }

    private static Fitted turned(Fitted fitted, RandomEffects slopes) {
        double variance = variance(fitted.slopes());
        double own = slopes.own(variance);
        double pivot = variance > 0 ? -covariance(fitted.intercepts(), fitted.slopes()) / variance : 0;
        return new Fitted(
                turned(fitted.fit(), slopes.mean(), own, pivot),
                fitted.copies().stream()
                        .map(copy -> turned(copy, slopes.mean(), own, pivot))
                        .toList(),
                fitted.shift(),
                fitted.shifts());
    }

    private static Calibration turned(Calibration fit, double mean, double own, double pivot) {
        Platt platt = platt(fit);
        double slope = mean + own * (platt.slope() - mean);
        return new Platt(slope, platt.intercept() + (platt.slope() - slope) * pivot);
    }

    private static Platt platt(Calibration fit) {
        return switch (fit) {
            case Platt platt -> platt;
            case Isotonic ignored -> throw new IllegalArgumentException("fit: expected Platt's, got an isotonic one");
        };
    }

    private static double variance(double[] values) {
        return covariance(values, values);
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / Math.max(1, a.length - 1);
    }
}
