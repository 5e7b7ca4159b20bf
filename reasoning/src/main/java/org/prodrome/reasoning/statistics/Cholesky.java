package org.prodrome.reasoning.statistics;

/** Cholesky's decomposition of a symmetric positive definite matrix, and what is solved with it. */
public final class Cholesky {

    private Cholesky() {}

    /** The lower triangle L of {@code L L' = matrix}; only the lower triangle of the matrix is read. */
    public static double[][] root(double[][] matrix) {
        int d = matrix.length;
        double[][] root = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
            }
        }
        return root;
    }

    /** The x of {@code matrix x = right}. */
    public static double[] solve(double[][] matrix, double[] right) {
        double[][] root = root(matrix);
        int d = right.length;
        double[] x = right.clone();
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= root[i][k] * x[k];
            }
            x[i] /= root[i][i];
        }
        for (int i = d - 1; i >= 0; i--) {
            for (int k = i + 1; k < d; k++) {
                x[i] -= root[k][i] * x[k];
            }
            x[i] /= root[i][i];
        }
        return x;
    }
}
