package org.prodrome.reasoning.model;

import org.jspecify.annotations.Nullable;

/**
 * The calibrated probability that an outcome is diagnosed within a horizon.
 *
 * @param outcome what
 * @param horizonDays within how many days of the as-of date
 * @param probability in [0, 1]
 * @param low lower end of the uncertainty interval, in [0, 1]
 * @param high upper end, in [0, 1]
 * @param baseline the same probability from age and sex alone, in [0, 1], or null when the package has none
 */
public record Risk(
        Outcome outcome,
        int horizonDays,
        double probability,
        double low,
        double high,
        @Nullable Double baseline) {
    public Risk {
        if (!(0 <= low && low <= probability && probability <= high && high <= 1)) {
            throw new IllegalArgumentException("risk: expected 0 <= low <= probability <= high <= 1");
        }
    }
}
