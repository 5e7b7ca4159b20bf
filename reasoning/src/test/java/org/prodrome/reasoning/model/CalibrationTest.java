package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private final SplittableRandom random = new SplittableRandom(17);

    private Calibration fitted(int rows, double base) {
        double[] raw = new double[rows];
        boolean[] events = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            double logOdds = random.nextDouble(-3, 3);
            raw[i] = 1 / (1 + Math.exp(-2 * logOdds));
            events[i] = random.nextDouble() < 1 / (1 + Math.exp(-(logOdds + base)));
        }
        return Calibration.fit(raw, events);
    }

    @Test
    void undoesOverconfidence() {
        Calibration.Platt platt = (Calibration.Platt) fitted(1_500, 0);
        assertThat(platt.slope()).isCloseTo(0.5, within(0.08));
        assertThat(platt.apply(0.5)).isCloseTo(0.5, within(0.08));
    }

    @Test
    void isIsotonicWithAThousandEvents() {
        Calibration isotonic = fitted(6_000, 0);
        assertThat(isotonic).isInstanceOf(Calibration.Isotonic.class);
        double before = 0;
        for (double p = 0; p <= 1; p += 0.01) {
            assertThat(isotonic.apply(p)).isBetween(before, 1.0);
            before = isotonic.apply(p);
        }
        assertThat(isotonic.apply(0.5)).isCloseTo(0.5, within(0.08));
    }

    @Test
    void movesOnlyTheInterceptWhenEventsAreFew() {
        double[] raw = {0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1};
        boolean[] events = {false, false, false, false, false, false, false, false, true, true};
        Calibration.Platt platt = (Calibration.Platt) Calibration.fit(raw, events, 0);
        double expected = Arrays.stream(raw).map(platt::apply).sum();
        assertThat(platt.slope()).isEqualTo(1);
        assertThat(expected).isCloseTo(2, within(1e-6));
    }

    @Test
    void fewEventsMoveTheInterceptLittle() {
        double[] raw = {0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1};
        boolean[] events = {false, false, false, false, false, false, false, false, true, true};
        Calibration.Platt whole = (Calibration.Platt) Calibration.fit(raw, events, 0);
        Calibration.Platt shrunk = (Calibration.Platt) Calibration.fit(raw, events);
        assertThat(shrunk.intercept()).isCloseTo(whole.intercept() * 2 / 22, within(1e-9));
    }

    @Test
    void changesNothingWithoutEvents() {
        assertThat(Calibration.fit(new double[] {0.2, 0.3}, new boolean[2])).isEqualTo(new Calibration.Platt(1, 0));
    }

    @Test
    void keepsBothKindsThroughJson() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Calibration isotonic = new Calibration.Isotonic(List.of(0.1, 0.4), List.of(0.05, 0.6));
        for (Calibration one : List.of(new Calibration.Platt(0.8, -0.1), isotonic)) {
            String text = json.writerFor(Calibration.class).writeValueAsString(one);
            assertThat(json.readValue(text, Calibration.class)).isEqualTo(one);
        }
    }
}
