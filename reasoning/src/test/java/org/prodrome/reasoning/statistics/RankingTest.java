package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void countsPairsInTheRightOrder() {
        Ranking ranking = new Ranking(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true});
        assertThat(ranking.auroc(ones(4))).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void countsTiesHalf() {
        Ranking ranking = new Ranking(new double[] {0.5, 0.5, 0.5, 0.9}, new boolean[] {false, true, false, true});
        assertThat(ranking.auroc(ones(4))).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void isOneHalfForAConstantScore() {
        Ranking ranking = new Ranking(new double[] {0.2, 0.2, 0.2}, new boolean[] {false, true, false});
        assertThat(ranking.auroc(ones(3))).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void treatsAWeightOfTwoAsTwoRows() {
        Ranking weighted = new Ranking(new double[] {0.1, 0.6, 0.4}, new boolean[] {false, false, true});
        Ranking repeated = new Ranking(new double[] {0.1, 0.1, 0.6, 0.4}, new boolean[] {false, false, false, true});
        assertThat(weighted.auroc(new double[] {2, 1, 1})).isCloseTo(repeated.auroc(ones(4)), within(1e-12));
        assertThat(repeated.auroc(ones(4))).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void hasNoAurocWithoutEvents() {
        assertThat(new Ranking(new double[] {0.1, 0.2}, new boolean[2]).auroc(ones(2)))
                .isNaN();
    }

    @Test
    void averagesPrecisionAtEachEvent() {
        Ranking ranking = new Ranking(new double[] {0.9, 0.8, 0.7, 0.6}, new boolean[] {true, false, true, false});
        assertThat(ranking.averagePrecision(ones(4))).isCloseTo((1 + 2.0 / 3) / 2, within(1e-12));
    }
}
