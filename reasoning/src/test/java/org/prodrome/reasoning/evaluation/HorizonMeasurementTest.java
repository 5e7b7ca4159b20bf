package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.statistics.PatientDraws;

class HorizonMeasurementTest {

    private static final int ROWS = 4000;
    private static final long[] PATIENTS = LongStream.range(0, ROWS).toArray();
    private static final HorizonMeasurement MEASUREMENT =
            new HorizonMeasurement(new PatientDraws(PATIENTS, 200, 3), Protocol.load());

    /** The first come, the others don't; everybody is told the same risk. */
    private static HorizonRows rows(int horizon, int come, double risk) {
        boolean[] events = new boolean[ROWS];
        Arrays.fill(events, 0, come, true);
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        double[] risks = new double[ROWS];
        Arrays.fill(risks, risk);
        return new HorizonRows("gout", "gout", horizon, PATIENTS, events, ones, risks);
    }

    @Test
    void findsRisksThatAreRightAndRisksThatAreHalfOfWhatComes() {
        HorizonResult right = MEASUREMENT.of(rows(90, 400, 0.1));
        assertThat(right.observedOverExpected().value()).isCloseTo(1, within(1e-9));
        assertThat(right.observedOverExpected().interval().covers(1)).isTrue();
        assertThat(right.auroc().value()).isCloseTo(0.5, within(1e-9));
        HorizonResult half = MEASUREMENT.of(rows(90, 400, 0.05));
        assertThat(half.observedOverExpected().value()).isCloseTo(2, within(1e-9));
        assertThat(half.observedOverExpected().interval().covers(1)).isFalse();
        assertThat(half.eventPatients()).isEqualTo(400);
    }

    @Test
    void weighsRows() {
        HorizonRows rows = rows(90, 400, 0.1);
        Arrays.fill(rows.weights(), 0, 400, 2);
        HorizonResult result = MEASUREMENT.of(rows);
        assertThat(result.observed()).isCloseTo(800.0 / 4400, within(1e-9));
        assertThat(result.observedOverExpected().value()).isCloseTo(10 * 800.0 / 4400, within(1e-9));
    }

    @Test
    void namesWhatIsNotEvaluatedAndHoldsItsCountsBack() {
        HorizonResult few = MEASUREMENT.of(rows(90, 4, 0.1));
        assertThat(few.missing()).contains("fewer than 10 patients");
        assertThat(few.rows()).isNull();
        HorizonRows nobody =
                new HorizonRows("gout", "gout", 3650, new long[0], new boolean[0], new double[0], new double[0]);
        assertThat(MEASUREMENT.of(nobody).missing()).contains("observed so long");
    }

    @Test
    void holdsBackAHorizonThatTellsOfFewBesideAShorterOne() {
        assertThat(MEASUREMENT.of(
                        List.of(rows(90, 40, 0.1), rows(180, 44, 0.1), rows(365, 90, 0.1)),
                        List.of(),
                        new ShownCounts(Protocol.load())))
                .extracting(HorizonResult::events)
                .containsExactly(40, null, 90);
    }

    @Test
    void holdsBackAHorizonThatTellsOfFewBesideATask() {
        ShownCounts shown = new ShownCounts(Protocol.load());
        shown.add("gout", 90);
        shown.add("asthma", 42);
        assertThat(MEASUREMENT.of(List.of(rows(90, 40, 0.1), rows(180, 84, 0.1), rows(365, 90, 0.1)), List.of(), shown))
                .extracting(HorizonResult::events)
                .containsExactly(40, null, 90);
    }

    @Test
    void countsAPatientOnceWhoHasManyRows() {
        HorizonRows rows = rows(90, 12, 0.1);
        long[] patients = PATIENTS.clone();
        Arrays.fill(patients, 0, 12, 0);
        assertThat(MEASUREMENT
                        .of(new HorizonRows(
                                "gout", "gout", 90, patients, rows.events(), rows.weights(), rows.probabilities()))
                        .missing())
                .contains("fewer than 10 patients");
    }
}
