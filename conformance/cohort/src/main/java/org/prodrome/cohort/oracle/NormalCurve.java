package org.prodrome.cohort.oracle;

/** The standard normal distribution. */
final class NormalCurve {
    private static final int TERMS = 200;

    private NormalCurve() {}

    /** Probability of a value below {@code z}: the series of Marsaglia (2004), exact to 15 digits within 7 deviations. */
    static double below(double z) {
        if (z < -7) {
            return 0;
        }
        if (z > 7) {
            return 1;
        }
        double sum = z;
        double term = z;
        for (int i = 1; i < TERMS; i++) {
            term *= z * z / (2 * i + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
