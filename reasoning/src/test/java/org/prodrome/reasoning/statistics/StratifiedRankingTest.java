package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StratifiedRankingTest {

    /** Old people have the event and high scores; within each age the score says nothing, or is the wrong way round. */
    private final double[] scores = {0.1, 0.1, 0.1, 0.8, 0.9, 0.9, 0.8, 0.7};

    private final boolean[] events = {true, false, false, true, true, true, true, false};
    private final int[] ages = {1, 1, 1, 2, 2, 2, 2, 2};
    private final boolean[] all = {true, true, true, true, true, true, true, true};
    private final double[] ones = {1, 1, 1, 1, 1, 1, 1, 1};

    @Test
    void averagesOverStrata() {
        StratifiedRanking ranking = new StratifiedRanking(scores, events, all, ages, 1);
        assertThat(ranking.strata()).isEqualTo(2);
        assertThat(ranking.auroc(ones)).isCloseTo((0.5 + 1) / 2, within(1e-12));
    }

    @Test
    void leavesOutStrataOfFewEvents() {
        StratifiedRanking ranking = new StratifiedRanking(scores, events, all, ages, 2);
        assertThat(ranking.strata()).isZero();
        assertThat(ranking.auroc(ones)).isNaN();
    }

    @Test
    void leavesOutRowsWhoseOutcomeIsNotKnown() {
        boolean[] known = all.clone();
        known[7] = false;
        StratifiedRanking ranking = new StratifiedRanking(scores, events, known, ages, 1);
        assertThat(ranking.strata()).isEqualTo(1);
        assertThat(ranking.auroc(ones)).isCloseTo(0.5, within(1e-12));
    }
}
