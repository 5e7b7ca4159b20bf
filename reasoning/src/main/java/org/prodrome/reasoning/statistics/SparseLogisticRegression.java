package org.prodrome.reasoning.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Logistic regression on thousands of mostly absent columns, with a ridge penalty. A column without a value counts as 0.
 *
 * @param intercept log-odds where all columns are 0
 * @param coefficients log-odds per unit of each column
 */
public record SparseLogisticRegression(double intercept, double[] coefficients) {

    private static final int BLOCKS = 16;

    /** How near a fit comes: of the loss, the share that a step must gain for another one to be tried. */
    public enum Precision {
        /** Near enough to tell which of several penalties does best. */
        ROUGH(1e-5),
        /** As near as is worth it. */
        FINE(1e-7);

        private final double share;

        Precision(double share) {
            this.share = share;
        }
    }

    /** What nothing but how often events are says; a fit begins here. */
    public static SparseLogisticRegression ofNothing(boolean[] events, double[] weights, int width) {
        double all = Arrays.stream(weights).sum();
        double happened = IntStream.range(0, events.length)
                .filter(i -> events[i])
                .mapToDouble(i -> weights[i])
                .sum();
        double share = Math.clamp(happened / all, 1e-6, 1 - 1e-6);
        return new SparseLogisticRegression(Math.log(share / (1 - share)), new double[width]);
    }

    /**
     * Fits by L-BFGS, from here on: from what was fitted to the same rows with another penalty the way is shorter than from nothing.
     *
     * @param ridge L2 penalty on the coefficients, more than 0
     */
    public SparseLogisticRegression fit(
            List<SparseRow> rows, boolean[] events, double[] weights, double ridge, Precision precision) {
        int width = coefficients.length;
        double[] start = Arrays.copyOf(coefficients, width + 1);
        start[width] = intercept;
        double[] best = Lbfgs.minimise(new Loss(rows, events, weights, ridge), start, precision.share);
        return new SparseLogisticRegression(best[width], Arrays.copyOf(best, width));
    }

    /** The log-odds of one row; columns beyond those that were fitted count for nothing. */
    public double logOdds(SparseRow row) {
        return intercept + dot(coefficients, coefficients.length, row);
    }

    /** The probability of one row. */
    public double probability(SparseRow row) {
        return 1 / (1 + Math.exp(-logOdds(row)));
    }

    private static double dot(double[] coefficients, int width, SparseRow row) {
        double sum = 0;
        for (int i = 0; i < row.size(); i++) {
            int column = row.columns()[i];
            if (column < width) {
                sum += coefficients[column] * row.values()[i];
            }
        }
        return sum;
    }

    /** Penalised negative log-likelihood; blocks of rows are summed in a fixed order, so that threads don't change it. */
    private record Loss(List<SparseRow> rows, boolean[] events, double[] weights, double ridge)
            implements Lbfgs.Objective {

        @Override
        public double at(double[] beta, double[] gradient) {
            double[][] parts = IntStream.range(0, BLOCKS)
                    .parallel()
                    .mapToObj(block -> block(block, beta))
                    .toArray(double[][]::new);
            int width = beta.length - 1;
            double loss = 0;
            Arrays.fill(gradient, 0);
            for (double[] part : parts) {
                for (int j = 0; j < beta.length; j++) {
                    gradient[j] += part[j];
                }
                loss += part[beta.length];
            }
            for (int j = 0; j < width; j++) {
                loss += 0.5 * ridge * beta[j] * beta[j];
                gradient[j] += ridge * beta[j];
            }
            return loss;
        }

        /** The gradient of some rows, with their loss behind it. */
        private double[] block(int block, double[] beta) {
            int width = beta.length - 1;
            double[] part = new double[beta.length + 1];
            int to = (int) ((block + 1L) * rows.size() / BLOCKS);
            for (int i = (int) ((long) block * rows.size() / BLOCKS); i < to; i++) {
                SparseRow row = rows.get(i);
                double logOdds = beta[width] + dot(beta, width, row);
                double signed = events[i] ? -logOdds : logOdds;
                part[beta.length] += weights[i] * (Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed))));
                double residual = weights[i] * (1 / (1 + Math.exp(-logOdds)) - (events[i] ? 1 : 0));
                part[width] += residual;
                for (int k = 0; k < row.size(); k++) {
                    part[row.columns()[k]] += residual * row.values()[k];
                }
            }
            return part;
        }
    }
}
