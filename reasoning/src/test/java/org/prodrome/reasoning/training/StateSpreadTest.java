package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.StateDistance;

class StateSpreadTest {

    private final SplittableRandom random = new SplittableRandom(9);

    /** Two directions go together, the first is ten times as wide as the third. */
    private float[] usual() {
        double a = random.nextGaussian();
        double b = random.nextGaussian();
        return new float[] {(float) (5 + 10 * a), (float) (10 * a + b), (float) random.nextGaussian()};
    }

    private StateDistance fitted(int states) {
        return StateSpread.fit(IntStream.range(0, states).mapToObj(i -> usual()).toList(), each(states), 0.999);
    }

    /** A patient for each state. */
    private static long[] each(int states) {
        return LongStream.range(0, states).toArray();
    }

    @Test
    void measuresInStandardDeviationsAlongAndAcrossWhatGoesTogether() {
        StateDistance distance = fitted(20_000);
        assertThat(distance.of(new float[] {5, 0, 0})).isCloseTo(0, within(0.1));
        assertThat(distance.of(new float[] {25, 20, 0})).isCloseTo(2, within(0.2));
        assertThat(distance.of(new float[] {25, -20, 0})).isGreaterThan(20);
        assertThat(distance.of(new float[] {5, 0, 4})).isCloseTo(4, within(0.3));
    }

    @Test
    void allButOneInAThousandKeepWithinTheFarthest() {
        StateDistance distance = fitted(5_000);
        long beyond = IntStream.range(0, 20_000)
                .filter(i -> distance.of(usual()) > distance.farthest())
                .count();
        assertThat(beyond).isBetween(2L, 80L);
    }

    /** Many states of one patient hardly differ: a limit set on other states of the same patients would keep nobody else within. */
    @Test
    void theFarthestIsThatOfPatientsItWasNotFittedOnHoweverManyStatesEachHas() {
        int patients = 40;
        int perPatient = 14;
        List<float[]> states = new ArrayList<>();
        for (int p = 0; p < patients; p++) {
            float[] patient = wide();
            for (int s = 0; s < perPatient; s++) {
                states.add(near(patient));
            }
        }
        long[] of =
                IntStream.range(0, states.size()).mapToLong(i -> i / perPatient).toArray();
        StateDistance distance = StateSpread.fit(states, of, 0.999);
        long beyond = IntStream.range(0, 1_000)
                .filter(i -> distance.of(near(wide())) > distance.farthest())
                .count();
        assertThat(beyond).isLessThan(250);
    }

    @Test
    void statesOfOnePatientAloneStillMakeADistance() {
        List<float[]> states = List.of(usual(), usual(), usual());
        assertThat(StateSpread.fit(states, new long[3], 0.999).farthest()).isFinite();
    }

    private float[] wide() {
        float[] state = new float[30];
        for (int d = 0; d < state.length; d++) {
            state[d] = (float) random.nextGaussian();
        }
        return state;
    }

    private float[] near(float[] patient) {
        float[] state = patient.clone();
        for (int d = 0; d < state.length; d++) {
            state[d] += (float) (0.01 * random.nextGaussian());
        }
        return state;
    }

    @Test
    void fewerStatesThanDirectionsStillMakeADistance() {
        List<float[]> states = IntStream.range(0, 6)
                .mapToObj(i -> {
                    float[] state = new float[40];
                    for (int d = 0; d < state.length; d++) {
                        state[d] = (float) random.nextGaussian();
                    }
                    return state;
                })
                .toList();
        StateDistance distance = StateSpread.fit(states, each(states.size()), 0.999);
        assertThat(distance.farthest()).isFinite().isPositive();
        float[] far = new float[40];
        far[7] = 50;
        assertThat(distance.of(far)).isGreaterThan(distance.farthest());
    }
}
