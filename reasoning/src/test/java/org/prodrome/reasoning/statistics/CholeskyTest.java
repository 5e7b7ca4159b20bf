package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {

    private static final double[][] MATRIX = {{4, 2, -2}, {2, 10, 2}, {-2, 2, 5}};

    @Test
    void theRootTimesItselfIsTheMatrix() {
        double[][] root = Cholesky.root(MATRIX);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double product = 0;
                for (int k = 0; k < 3; k++) {
                    product += root[i][k] * root[j][k];
                }
                assertThat(product).isEqualTo(MATRIX[i][j], within(1e-12));
            }
        }
        assertThat(root[0][2]).isZero();
    }

    @Test
    void solves() {
        double[] x = Cholesky.solve(MATRIX, new double[] {4, 2, -2}.clone());
        for (int i = 0; i < 3; i++) {
            double product = 0;
            for (int k = 0; k < 3; k++) {
                product += MATRIX[i][k] * x[k];
            }
            assertThat(product).isEqualTo(new double[] {4, 2, -2}[i], within(1e-12));
        }
    }
}
