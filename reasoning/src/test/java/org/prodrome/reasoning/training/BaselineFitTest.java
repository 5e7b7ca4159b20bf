package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.ModelFiles.BaselineTable;
import org.prodrome.reasoning.statistics.LogisticRegression;

/** Risk by age and sex is comparable with the risk it is shown beside. */
class BaselineFitTest {

    private static final List<Integer> HORIZONS = List.of(365, 730, 1095);

    @Test
    void itsMeanIsWhatWasObservedInTheRowsThatCalibrationIsFittedOn() {
        SequenceData data = tuning(TestSequences.patients(2_000, 4), 3);
        BaselineTable table = BaselineFit.fit(data, HORIZONS);
        for (int horizon : HORIZONS) {
            assertThat(expected(table, data.tuning(), horizon))
                    .as("%d days", horizon)
                    .isCloseTo(observed(data.tuning(), horizon), within(1e-4));
            assertThat(observed(data.tuning(), horizon)).isLessThan(0.6 * observed(data.training(), horizon));
        }
    }

    @Test
    void whatTooFewGotMovesAsTheNextLongerHorizon() {
        SequenceData data = tuning(TestSequences.patients(2_000, 4), 3);
        SequenceData few = tuning(seldomEarly(data.tuning()), 1);
        BaselineTable before = BaselineFit.fit(tuning(List.of(), 1), HORIZONS);
        BaselineTable after = BaselineFit.fit(few, HORIZONS);
        double longer = at(after, 730).intercept() - at(before, 730).intercept();
        assertThat(Math.abs(longer)).isGreaterThan(0.3);
        assertThat(at(after, 365).intercept() - at(before, 365).intercept()).isCloseTo(longer, within(1e-12));
    }

    @Test
    void withoutEnoughAtAnyHorizonItStaysAsItWasLearnt() {
        List<Integer> year = List.of(365);
        SequenceData data = tuning(TestSequences.patients(20, 4), 1);
        LogisticRegression found = at(BaselineFit.fit(data, year), 365);
        assertThat(found).isEqualTo(at(BaselineFit.fit(tuning(List.of(), 1), year), 365));
        assertThat(found.intercept()).isNotZero();
    }

    /** Tuning patients of whom only each so-many-th of those who got it did. */
    private static SequenceData tuning(List<PatientSequence> patients, int each) {
        SequenceData data = TestSequences.data(2_000, 1, 3);
        List<PatientSequence> tuning = IntStream.range(0, patients.size())
                .mapToObj(i -> i % each == 0 ? patients.get(i) : with(patients.get(i), Float.NaN))
                .toList();
        return new SequenceData(
                data.vocabulary(), data.outcomes(), data.training(), tuning, 2_000, tuning.size(), 0, true);
    }

    /** Whoever got it within the first year got it never, but for a few. */
    private static List<PatientSequence> seldomEarly(List<PatientSequence> patients) {
        int[] early = {0};
        return patients.stream()
                .map(patient -> {
                    float wait = patient.outcomeAges()[0] - patient.asOfAge();
                    return wait > 0 && wait <= 365 && early[0]++ >= LocalRecalibration.FEWEST - 1
                            ? with(patient, Float.NaN)
                            : patient;
                })
                .toList();
    }

    private static PatientSequence with(PatientSequence patient, float age) {
        return new PatientSequence(
                patient.patient(),
                patient.tokens(),
                patient.asOfAge(),
                new float[] {age, Float.NaN},
                patient.endAge(),
                patient.died());
    }

    private static double observed(List<PatientSequence> rows, int horizon) {
        Labelled labelled = Labelled.of(rows, 0, horizon);
        return mean(
                labelled,
                IntStream.range(0, labelled.events().length)
                        .mapToDouble(i -> labelled.events()[i] ? 1 : 0)
                        .toArray());
    }

    private static double expected(BaselineTable table, List<PatientSequence> rows, int horizon) {
        Labelled labelled = Labelled.of(rows, 0, horizon);
        LogisticRegression regression = at(table, horizon);
        return mean(
                labelled,
                labelled.places().stream()
                        .map(rows::get)
                        .mapToDouble(row -> regression.probability(BaselineTable.features(
                                row.asOfAge() / 365.25, row.tokens().codes()[0] == -1)))
                        .toArray());
    }

    private static double mean(Labelled labelled, double[] values) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < values.length; i++) {
            sum += labelled.weights()[i] * values[i];
            weights += labelled.weights()[i];
        }
        return sum / weights;
    }

    private static LogisticRegression at(BaselineTable table, int horizon) {
        return Objects.requireNonNull(
                Objects.requireNonNull(table.outcomes().get("planted")).get(horizon));
    }
}
