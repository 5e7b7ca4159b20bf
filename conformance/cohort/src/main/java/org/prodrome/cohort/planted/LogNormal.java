package org.prodrome.cohort.planted;

import static org.prodrome.cohort.planted.PlantedException.require;
import static org.prodrome.cohort.planted.PlantedException.requireSource;

/**
 * A length of time that differs from person to person: log-normal.
 *
 * @param sigma standard deviation of its natural logarithm
 */
public record LogNormal(double medianYears, double sigma, String source) {
    public LogNormal {
        requireSource(source, "years");
        require(medianYears > 0, "medianYears: expected above 0, got " + medianYears);
        require(sigma >= 0 && sigma < 2, "sigma: expected in [0, 2), got " + sigma);
    }

    /** @param z a standard normal draw */
    public double days(double z) {
        return Days.PER_YEAR * medianYears * StrictMath.exp(sigma * z);
    }
}
