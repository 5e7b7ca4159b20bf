package org.prodrome.cohort.planted;

/** Days since birth and years of age. */
public final class Days {
    public static final double PER_YEAR = 365.25;

    private Days() {}

    /** Age in years on a day since birth. */
    public static double years(double day) {
        return day / PER_YEAR;
    }
}
