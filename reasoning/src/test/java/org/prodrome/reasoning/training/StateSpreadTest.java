package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
        return StateSpread.fit(IntStream.range(0, states).mapToObj(i -> usual()).toList(), 0.999);
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
        StateDistance distance = StateSpread.fit(states, 0.999);
        assertThat(distance.farthest()).isFinite().isPositive();
        float[] far = new float[40];
        far[7] = 50;
        assertThat(distance.of(far)).isGreaterThan(distance.farthest());
    }
}
