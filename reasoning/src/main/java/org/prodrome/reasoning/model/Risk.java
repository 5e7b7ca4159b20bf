package org.prodrome.reasoning.model;

import org.jspecify.annotations.Nullable;

/**
 * The calibrated probability that an outcome is diagnosed within a horizon.
 *
 * @param outcome what
 * @param horizonDays within how many days of the as-of date
 * @param probability in [0, 1]
 * @param low lower end of the middle 90% of the calibration's bootstrap, in [0, 1]: how well calibration is known, and nothing
 *     of the network's own uncertainty or of what the record lacks
 * @param high upper end, in [0, 1]
 * @param baseline the same probability from age and sex alone, in [0, 1]; null when the package has none, or none for this sex
 * @param verdict what a conformal set says of it
 */
public record Risk(
        Outcome outcome,
        int horizonDays,
        double probability,
        double low,
        double high,
        @Nullable Double baseline,
        Verdict verdict) {

    /** Why a package that has no conformal sets decides nothing. */
    static final String NO_SETS = "The model's package has no conformal sets.";

    public Risk {
        if (!(0 <= low && low <= probability && probability <= high && high <= 1)) {
            throw new IllegalArgumentException("risk: expected 0 <= low <= probability <= high <= 1");
        }
    }

    /** A risk without a conformal set. */
    public Risk(
            Outcome outcome, int horizonDays, double probability, double low, double high, @Nullable Double baseline) {
        this(outcome, horizonDays, probability, low, high, baseline, Verdict.undetermined(NO_SETS));
    }
}
