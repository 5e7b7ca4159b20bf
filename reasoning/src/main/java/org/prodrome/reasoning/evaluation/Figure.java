package org.prodrome.reasoning.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.Interval;
import org.prodrome.reasoning.statistics.Sampled;

/**
 * A value with its 95% interval.
 *
 * @param value NaN when it isn't defined
 * @param interval NaN ends when it isn't defined
 * @param missing why there is no value; null when there is one
 */
record Figure(
        double value,
        Interval interval,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String missing) {

    /** The reason is kept only where there is no value. */
    static Figure of(Sampled sampled, String missing) {
        boolean known = Double.isFinite(sampled.value());
        return new Figure(sampled.value(), sampled.interval(), known ? null : missing);
    }

    static Figure none(String missing) {
        return new Figure(Double.NaN, Interval.none(), missing);
    }

    /** Of another unit: value and interval times a number that is taken as exact. */
    Figure times(double factor) {
        return new Figure(factor * value, new Interval(factor * interval.low(), factor * interval.high()), missing);
    }

    boolean known() {
        return Double.isFinite(value);
    }
}
