package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.training.FollowUp;

class IndexRowTest {

    private static IndexRow row(int age, float diagnosed, int end, boolean died) {
        return new IndexRow(
                new FollowUp(
                        1, LocalDate.EPOCH, Demographics.Sex.MALE, 0, end, died, new float[] {diagnosed}, new int[] {age
                        }),
                age);
    }

    @Test
    void countsADiagnosisOnTheIndexDayAsPrevalent() {
        assertThat(row(1000, 1000, 5000, false).prevalent(0)).isTrue();
        assertThat(row(1000, 1001, 5000, false).prevalent(0)).isFalse();
    }

    @Test
    void countsAnOutcomeUpToTheLastDayOfTheHorizon() {
        assertThat(row(1000, 1365, 5000, false).event(0, 365)).isTrue();
        assertThat(row(1000, 1366, 5000, false).event(0, 365)).isFalse();
    }

    @Test
    void treatsDeathAsKnownAndLostObservationAsNot() {
        assertThat(row(1000, Float.NaN, 1100, true).censored(0, 365)).isFalse();
        assertThat(row(1000, Float.NaN, 1100, false).censored(0, 365)).isTrue();
        assertThat(row(1000, Float.NaN, 1365, false).censored(0, 365)).isFalse();
    }

    @Test
    void letsTheObservedStandForTheLost() {
        List<IndexRow> rows = List.of(
                row(0, Float.NaN, 100, false),
                row(0, Float.NaN, 400, false),
                row(0, 200, 500, false),
                row(0, Float.NaN, 700, false));
        CensoringWeights weights = new CensoringWeights(rows, 0);
        assertThat(weights.of(rows.get(1), 0, 365)).isCloseTo(4.0 / 3, within(1e-9));
        assertThat(weights.of(rows.get(2), 0, 365)).isCloseTo(4.0 / 3, within(1e-9));
    }
}
