package org.prodrome.reasoning.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Turns a model's raw probability into a calibrated one, per outcome and horizon. Rising, and within [0, 1]. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Calibration.Platt.class, name = "platt"),
    @JsonSubTypes.Type(value = Calibration.Isotonic.class, name = "isotonic")
})
public sealed interface Calibration {

    /** Patients with the event from which an isotonic fit is preferred to Platt's. */
    int ISOTONIC_FROM = 1000;

    /** Patients with the event, and without, below which only the intercept is fitted. */
    int SLOPE_FROM = 20;

    /** Events' worth of trust in the network as it is, where only the intercept is fitted. */
    double TRUST = 20;

    /** The calibrated probability. */
    double apply(double raw);

    /** The same with its answers' log-odds moved. */
    Calibration moved(double logOdds);

    /** Log-odds, with probabilities kept off 0 and 1. */
    static double logit(double p) {
        return CalibrationSample.logit(p);
    }

    /** {@code sigmoid(intercept + slope * logit(raw))}; slope 1 and intercept 0 change nothing. */
    record Platt(double slope, double intercept) implements Calibration {
        @Override
        public double apply(double raw) {
            return 1 / (1 + Math.exp(-(intercept + slope * CalibrationSample.logit(raw))));
        }

        @Override
        public Calibration moved(double logOdds) {
            return new Platt(slope, intercept + logOdds);
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
        public Calibration moved(double logOdds) {
            return new Isotonic(
                    raw,
                    calibrated.stream()
                            .map(p -> 1 / (1 + Math.exp(-(CalibrationSample.logit(p) + logOdds))))
                            .toList());
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

    /** Fits on tuning patients, one row each, never on those the model was trained on; see {@link CalibrationSample#fit}. */
    static Calibration fit(double[] raw, boolean[] events) {
        return fit(raw, events, TRUST);
    }

    /** The same with another trust; with 0, as for intervals, a handful of cases moves the intercept all the way. */
    static Calibration fit(double[] raw, boolean[] events, double trust) {
        int[] each = IntStream.range(0, raw.length).toArray();
        double[] once = new double[raw.length];
        Arrays.fill(once, 1);
        CalibrationSample sample = new CalibrationSample(raw, events, once, each);
        return sample.fit(sample.whole(), trust);
    }
}
