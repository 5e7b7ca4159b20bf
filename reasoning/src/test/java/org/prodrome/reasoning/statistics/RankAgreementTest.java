package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankAgreementTest {

    /** With distinct values 1 - 6 sum(d^2) / (n (n^2 - 1)): here d^2 sums to 194. */
    @Test
    void isSpearmansRho() {
        double[] a = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        double[] b = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
        assertThat(RankAgreement.spearman(a, b)).isCloseTo(1 - 6.0 * 194 / 990, within(1e-12));
    }

    @Test
    void givesTiesTheirMiddleRank() {
        assertThat(RankAgreement.spearman(new double[] {1, 1, 2}, new double[] {5, 5, 9}))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void isNotDefinedForOneThingOrForAllTies() {
        assertThat(RankAgreement.spearman(new double[] {1}, new double[] {2})).isNaN();
        assertThat(RankAgreement.spearman(new double[] {1, 1}, new double[] {2, 3}))
                .isNaN();
    }

    @Test
    void countsTheLargestThatBothHave() {
        double[] a = {5, -4, 3, 0.2, 0.1, 0};
        double[] b = {-9, 0.1, 4, 3, 0.2, 0};
        assertThat(RankAgreement.overlap(a, b, 3)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(RankAgreement.overlap(new double[0], new double[0], 3)).isNaN();
    }

    @Test
    void findsMedians() {
        assertThat(Medians.of(3, 1, Double.NaN, 2)).isEqualTo(2);
        assertThat(Medians.of(1, 2)).isEqualTo(1.5);
        assertThat(Medians.of()).isNaN();
        assertThat(Medians.weighted(new double[] {10, 1, 5}, new double[] {1, 1, 3}))
                .isEqualTo(5);
        assertThat(Medians.weighted(new double[] {10}, new double[] {0})).isNaN();
    }
}
