package org.prodrome.reasoning.statistics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares) with a small ridge penalty; a step that would
 * lose likelihood is halved until it does not.
 *
 * @param intercept log-odds where all features are 0
 * @param coefficients log-odds per unit of each feature
 */
public record LogisticRegression(double intercept, List<Double> coefficients) {

    private static final int MOST_STEPS = 50;
    private static final double CONVERGED = 1e-9;
    private static final double SMALLEST_SHARE = 1e-9;

    public LogisticRegression {
        coefficients = List.copyOf(coefficients);
    }

    /**
     * Fits.
     *
     * @param features {@code (rows, features)}
     * @param events what happened, {@code (rows)}
     * @param weights row weights, {@code (rows)}
     * @param ridge L2 penalty on the coefficients (not the intercept), at least 0
     */
    public static LogisticRegression fit(double[][] features, boolean[] events, double[] weights, double ridge) {
        int width = features.length == 0 ? 0 : features[0].length;
        double[] beta = new double[width + 1];
        double reached = logLikelihood(features, events, weights, ridge, beta);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] change = newtonStep(features, events, weights, ridge, beta);
            double share = 1;
            double[] next = moved(beta, change, share);
            double found = logLikelihood(features, events, weights, ridge, next);
            while (!(found >= reached) && share > SMALLEST_SHARE) {
                share /= 2;
                next = moved(beta, change, share);
                found = logLikelihood(features, events, weights, ridge, next);
            }
            double size = share * Arrays.stream(change).map(Math::abs).max().orElse(0);
            if (!(found >= reached)) {
                break;
            }
            beta = next;
            reached = found;
            if (size < CONVERGED) {
                break;
            }
        }
        return of(beta);
    }

    /** Fits with weight 1 for each row. */
    public static LogisticRegression fit(double[][] features, boolean[] events, double ridge) {
        double[] ones = new double[events.length];
        Arrays.fill(ones, 1);
        return fit(features, events, ones, ridge);
    }

    /** The probability for one row. */
    public double probability(double... row) {
        return 1 / (1 + Math.exp(-logOdds(row)));
    }

    /** The log-odds for one row. */
    public double logOdds(double... row) {
        double sum = intercept;
        for (int j = 0; j < row.length; j++) {
            sum += coefficients.get(j) * row[j];
        }
        return sum;
    }

    /** Number of features. */
    @JsonIgnore
    public int width() {
        return coefficients.size();
    }

    private static LogisticRegression of(double[] beta) {
        return new LogisticRegression(
                beta[0], Arrays.stream(beta).skip(1).boxed().toList());
    }

    private static double[] moved(double[] beta, double[] change, double share) {
        double[] moved = beta.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += share * change[j];
        }
        return moved;
    }

    /** Less the penalty. */
    private static double logLikelihood(
            double[][] features, boolean[] events, double[] weights, double ridge, double[] beta) {
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            double x = beta[0];
            for (int j = 1; j < beta.length; j++) {
                x += beta[j] * features[i][j - 1];
            }
            double against = events[i] ? -x : x;
            sum -= weights[i]
                    * (against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against)));
        }
        for (int j = 1; j < beta.length; j++) {
            sum -= ridge / 2 * beta[j] * beta[j];
        }
        return sum;
    }

    private static double[] newtonStep(
            double[][] features, boolean[] events, double[] weights, double ridge, double[] beta) {
        int n = beta.length;
        double[][] hessian = new double[n][n];
        double[] gradient = new double[n];
        double[] x = new double[n];
        x[0] = 1;
        for (int i = 0; i < features.length; i++) {
            System.arraycopy(features[i], 0, x, 1, n - 1);
            double p = 1 / (1 + Math.exp(-dot(beta, x)));
            double residual = weights[i] * ((events[i] ? 1 : 0) - p);
            double curvature = weights[i] * Math.max(p * (1 - p), 1e-12);
            for (int a = 0; a < n; a++) {
                gradient[a] += residual * x[a];
                for (int b = 0; b <= a; b++) {
                    hessian[a][b] += curvature * x[a] * x[b];
                }
            }
        }
        for (int j = 1; j < n; j++) {
            gradient[j] -= ridge * beta[j];
            hessian[j][j] += ridge;
        }
        return solveSymmetric(hessian, gradient);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Cholesky on the lower triangle; a vanishing pivot (a constant feature) gets a tiny ridge. */
    private static double[] solveSymmetric(double[][] lower, double[] right) {
        int n = right.length;
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                for (int i = j; i < n; i++) {
                    lower[i][j] -= lower[i][k] * lower[j][k];
                }
            }
            double pivot = Math.sqrt(Math.max(lower[j][j], 1e-9));
            lower[j][j] = pivot;
            for (int i = j + 1; i < n; i++) {
                lower[i][j] /= pivot;
            }
        }
        double[] y = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                y[i] -= lower[i][k] * y[k];
            }
            y[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                y[i] -= lower[k][i] * y[k];
            }
            y[i] /= lower[i][i];
        }
        return y;
    }
}
