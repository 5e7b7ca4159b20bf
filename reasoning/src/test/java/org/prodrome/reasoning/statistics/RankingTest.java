package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

    /** Hanley and McNeil, Radiology 1982, 143:29: 109 CT images rated 1 to 5 have an area of 0.893. */
    @Test
    void givesThePublishedAreaOfRatedImages() {
        int[] normal = {33, 6, 6, 11, 2};
        int[] abnormal = {3, 2, 2, 11, 33};
        double[] scores = new double[10];
        boolean[] events = new boolean[10];
        double[] weights = new double[10];
        for (int rating = 0; rating < 5; rating++) {
            scores[rating] = rating;
            scores[5 + rating] = rating;
            events[5 + rating] = true;
            weights[rating] = normal[rating];
            weights[5 + rating] = abnormal[rating];
        }
        assertThat(new Ranking(scores, events).auroc(weights)).isCloseTo(0.893, within(0.0005));
    }

    @Test
    void drawsTheRocCurveFromNothingToEverybody() {
        Curve curve =
                new Ranking(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true}).roc(ones(4));
        assertThat(curve.points())
                .containsExactly(
                        new Curve.Point(0, 0),
                        new Curve.Point(0, 0.5),
                        new Curve.Point(0.5, 0.5),
                        new Curve.Point(0.5, 1),
                        new Curve.Point(1, 1));
    }

    @Test
    void drawsPrecisionAtEachSensitivity() {
        Curve curve =
                new Ranking(new double[] {0.9, 0.8, 0.7}, new boolean[] {true, false, true}).precisionRecall(ones(3));
        assertThat(curve.points())
                .containsExactly(new Curve.Point(0.5, 1), new Curve.Point(0.5, 0.5), new Curve.Point(1, 2.0 / 3));
    }

    @Test
    void hasNoCurveOfOneClass() {
        Ranking ranking = new Ranking(new double[] {0.9, 0.8}, new boolean[] {true, true});
        assertThat(ranking.roc(ones(2)).points()).isEmpty();
        assertThat(ranking.precisionRecall(ones(2)).points()).isEmpty();
        assertThat(ranking.averagePrecision(ones(2))).isNaN();
    }

    @Test
    void refusesARowWithoutScore() {
        assertThatThrownBy(() -> new Ranking(new double[] {Double.NaN, 0.8}, new boolean[2]))
                .hasMessage("ranking: expected a score in every row, got NaN");
    }
}
