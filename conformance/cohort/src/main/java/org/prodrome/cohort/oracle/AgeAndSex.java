package org.prodrome.cohort.oracle;

/** Logistic regression on age, its square, sex and their product, fitted to the rows it is asked about: what the oracle must beat. */
final class AgeAndSex {
    private static final int TERMS = 5;
    private static final int STEPS = 25;
    private static final double RIDGE = 1e-6;

    private AgeAndSex() {}

    /** Fitted log odds of each row. */
    static double[] scores(double[] ages, boolean[] isMale, boolean[] cases, double[] counts) {
        double[] weights = new double[TERMS];
        for (int step = 0; step < STEPS; step++) {
            double[][] normal = new double[TERMS][TERMS + 1];
            for (int i = 0; i < ages.length; i++) {
                add(normal, terms(ages[i], isMale[i]), weights, cases[i], counts[i]);
            }
            double[] change = solved(normal);
            for (int t = 0; t < TERMS; t++) {
                weights[t] += change[t];
            }
        }
        double[] scores = new double[ages.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = dot(weights, terms(ages[i], isMale[i]));
        }
        return scores;
    }

    private static double[] terms(double age, boolean male) {
        double a = (age - 60) / 15;
        double sex = male ? 1 : 0;
        return new double[] {1, a, a * a, sex, sex * a};
    }

    /** Adds a row to the equations of a Newton step. */
    private static void add(double[][] normal, double[] terms, double[] weights, boolean isCase, double count) {
        double p = 1 / (1 + Math.exp(-dot(weights, terms)));
        double weight = count * Math.max(p * (1 - p), 1e-9);
        for (int r = 0; r < TERMS; r++) {
            for (int c = 0; c < TERMS; c++) {
                normal[r][c] += weight * terms[r] * terms[c];
            }
            normal[r][TERMS] += count * ((isCase ? 1 : 0) - p) * terms[r];
        }
    }

    /** Gauss and Jordan; the matrix is symmetric and positive. */
    private static double[] solved(double[][] m) {
        for (int p = 0; p < TERMS; p++) {
            m[p][p] += RIDGE;
            for (int r = 0; r < TERMS; r++) {
                double factor = r == p ? 0 : m[r][p] / m[p][p];
                for (int c = p; c <= TERMS && factor != 0; c++) {
                    m[r][c] -= factor * m[p][c];
                }
            }
        }
        double[] solution = new double[TERMS];
        for (int p = 0; p < TERMS; p++) {
            solution[p] = m[p][TERMS] / m[p][p];
        }
        return solution;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
