package org.prodrome.reasoning.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import org.prodrome.reasoning.statistics.IsotonicFit;
import org.prodrome.reasoning.statistics.LogisticRegression;

/** Turns a model's raw probability into a calibrated one, per outcome and horizon. Rising, and within [0, 1]. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Calibration.Platt.class, name = "platt"),
    @JsonSubTypes.Type(value = Calibration.Isotonic.class, name = "isotonic")
})
public sealed interface Calibration {

    /** Events from which an isotonic fit is preferred to Platt's. */
    int ISOTONIC_FROM = 1000;

    /** Events, and non-events, below which only the intercept is fitted. */
    int SLOPE_FROM = 20;

    /** Events' worth of trust in the network as it is, where only the intercept is fitted. */
    double TRUST = 20;

    /** The calibrated probability. */
    double apply(double raw);

    /** {@code sigmoid(intercept + slope * logit(raw))}; slope 1 and intercept 0 change nothing. */
    record Platt(double slope, double intercept) implements Calibration {
        @Override
        public double apply(double raw) {
            return 1 / (1 + Math.exp(-(intercept + slope * logit(raw))));
        }
    }

    /**
     * Straight lines between points, flat outside.
     *
     * @param raw rising raw probabilities
     * @param calibrated their calibrated ones, never falling, as many
     */
    record Isotonic(List<Double> raw, List<Double> calibrated) implements Calibration {
        public Isotonic {
            raw = List.copyOf(raw);
            calibrated = List.copyOf(calibrated);
            if (raw.isEmpty() || raw.size() != calibrated.size()) {
                throw new IllegalArgumentException("isotonic: expected as many raw as calibrated points, at least one");
            }
        }

        @Override
        public double apply(double p) {
            int last = raw.size() - 1;
            if (p <= raw.getFirst()) {
                return calibrated.getFirst();
            }
            if (p >= raw.get(last)) {
                return calibrated.get(last);
            }
            int i = 1;
            while (raw.get(i) < p) {
                i++;
            }
            double share = (p - raw.get(i - 1)) / (raw.get(i) - raw.get(i - 1));
            return calibrated.get(i - 1) + share * (calibrated.get(i) - calibrated.get(i - 1));
        }
    }

    /**
     * Fits on tuning patients, never on those the model was trained on.
     *
     * <p>Isotonic from {@link #ISOTONIC_FROM} events, else Platt; with fewer than {@link #SLOPE_FROM} events or
     * non-events only the intercept moves, the less the fewer there are: a handful of cases, often of the same patients,
     * must not multiply everybody's risk; without any event or non-event nothing changes.
     */
    static Calibration fit(double[] raw, boolean[] events) {
        return fit(raw, events, TRUST);
    }

    /** The same with another trust; with 0, as for intervals, a handful of cases moves the intercept all the way. */
    static Calibration fit(double[] raw, boolean[] events, double trust) {
        long happened = count(events);
        long scarcer = Math.min(happened, events.length - happened);
        if (scarcer == 0) {
            return new Platt(1, 0);
        }
        if (scarcer < SLOPE_FROM) {
            return new Platt(1, shift(raw, happened) * scarcer / (scarcer + trust));
        }
        return happened >= ISOTONIC_FROM ? isotonic(raw, events) : platt(raw, events);
    }

    private static long count(boolean[] events) {
        long happened = 0;
        for (boolean event : events) {
            happened += event ? 1 : 0;
        }
        return happened;
    }

    private static Calibration isotonic(double[] raw, boolean[] events) {
        IsotonicFit fit = IsotonicFit.fit(raw, events);
        return new Isotonic(fit.x(), fit.y());
    }

    private static Calibration platt(double[] raw, boolean[] events) {
        double[][] features =
                Arrays.stream(raw).mapToObj(p -> new double[] {logit(p)}).toArray(double[][]::new);
        LogisticRegression fit = LogisticRegression.fit(features, events, 1e-3);
        double slope = fit.coefficients().getFirst();
        return slope > 0 ? new Platt(slope, fit.intercept()) : new Platt(1, shift(raw, count(events)));
    }

    /** The intercept at which the mean calibrated probability is the observed share, by bisection. */
    private static double shift(double[] raw, long happened) {
        double low = -20;
        double high = 20;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            Platt trial = new Platt(1, middle);
            double expected = Arrays.stream(raw).map(trial::apply).sum();
            if (expected < happened) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Log-odds, with probabilities kept off 0 and 1. */
    private static double logit(double p) {
        double inside = Math.clamp(p, 1e-7, 1 - 1e-7);
        return Math.log(inside / (1 - inside));
    }
}
