package org.prodrome.reasoning.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * A measure with what it was in each resample.
 *
 * <p>Two of the same draws can be subtracted or divided resample by resample, which keeps what they have in common out of the
 * interval.
 *
 * @param value on the sample itself
 * @param replicates in each resample, NaN where it isn't defined
 */
public record Sampled(double value, double[] replicates) {

    public Interval interval() {
        return Double.isFinite(value) ? Interval.of(replicates) : Interval.none();
    }

    public Sampled minus(Sampled other) {
        return with(other, (a, b) -> a - b);
    }

    /** NaN where the other isn't above 0. */
    public Sampled over(Sampled other) {
        return with(other, (a, b) -> b > 0 ? a / b : Double.NaN);
    }

    /** One over it; NaN where it isn't above 0. */
    public Sampled inverse() {
        double[] ones = new double[replicates.length];
        Arrays.fill(ones, 1);
        return new Sampled(1, ones).over(this);
    }

    /** The median of several measures, resample by resample. */
    public static Sampled median(List<Sampled> all) {
        int replicates = all.stream().mapToInt(s -> s.replicates.length).min().orElse(0);
        double[] medians = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            int replicate = i;
            medians[i] = Medians.of(
                    all.stream().mapToDouble(s -> s.replicates[replicate]).toArray());
        }
        return new Sampled(Medians.of(all.stream().mapToDouble(Sampled::value).toArray()), medians);
    }

    private Sampled with(Sampled other, DoubleBinaryOperator operator) {
        double[] combined = new double[replicates.length];
        for (int i = 0; i < combined.length; i++) {
            combined[i] = operator.applyAsDouble(replicates[i], other.replicates[i]);
        }
        return new Sampled(operator.applyAsDouble(value, other.value), combined);
    }
}
