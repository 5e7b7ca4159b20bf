package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskDataTest {

    @Test
    void leavesOutWhoIsDiagnosedWithinTheGapAndNobodyElse() {
        TaskData task = TestTasks.task(200, 365, 1);
        TaskData later = task.withGap(90);
        TaskRows rows = task.heldOut();
        int early = 0;
        for (int i = 0; i < rows.size(); i++) {
            early += rows.events()[i] && rows.days()[i] <= 90 ? 1 : 0;
        }
        assertThat(early).isPositive();
        assertThat(later.heldOut().size()).isEqualTo(rows.size() - early);
        assertThat(later.gapDays()).isEqualTo(90);
    }

    @Test
    void countsRowsLostBeforeTheHorizon() {
        TaskData task = TestTasks.task(200, 1095, 1);
        assertThat(task.censored()).isPositive();
        assertThat(task.heldOut().known() + task.censored())
                .isEqualTo(task.heldOut().size());
    }
}
