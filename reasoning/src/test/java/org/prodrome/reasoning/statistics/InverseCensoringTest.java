package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Weighted shares of a censored sample are those of the whole. */
class InverseCensoringTest {
    private static final double HORIZON = 365;

    @Test
    void bringsBackTheShareOfEventsThatLossAtRandomHid() {
        SplittableRandom random = new SplittableRandom(4);
        int rows = 40_000;
        double[] days = new double[rows];
        boolean[] lost = new boolean[rows];
        int truly = 0;
        for (int i = 0; i < rows; i++) {
            double event = -Math.log(1 - random.nextDouble()) * 2000;
            double loss = random.nextDouble() * 800;
            truly += event <= HORIZON ? 1 : 0;
            days[i] = Math.min(event, loss);
            lost[i] = loss < event;
        }
        InverseCensoring censoring = new InverseCensoring(days, lost);
        double all = 0;
        double events = 0;
        for (int i = 0; i < rows; i++) {
            if (!lost[i] || days[i] >= HORIZON) {
                double weight = censoring.weight(Math.min(days[i], HORIZON));
                all += weight;
                events += !lost[i] && days[i] <= HORIZON ? weight : 0;
            }
        }
        assertThat(all).isCloseTo(rows, within(0.01 * rows));
        assertThat(events / all).isCloseTo((double) truly / rows, within(0.006));
    }

    @Test
    void nobodyStandsForThoseWhoAreLostOnTheSameDayOrLater() {
        InverseCensoring censoring =
                new InverseCensoring(new double[] {10, 10, 20, 30}, new boolean[] {true, true, false, false});
        assertThat(censoring.weight(10)).isEqualTo(1);
        assertThat(censoring.weight(10.5)).isCloseTo(2, within(1e-12));
    }

    @Test
    void ofOneDayEventsComeBeforeLossesInWhateverOrderTheRowsAre() {
        InverseCensoring one =
                new InverseCensoring(new double[] {10, 10, 20, 30}, new boolean[] {true, false, false, false});
        InverseCensoring other =
                new InverseCensoring(new double[] {10, 10, 20, 30}, new boolean[] {false, true, false, false});
        assertThat(one.weight(20)).isCloseTo(1.5, within(1e-12));
        assertThat(other.weight(20)).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void nobodyWeighsMoreThanTwenty() {
        InverseCensoring censoring = new InverseCensoring(new double[] {1, 2, 3}, new boolean[] {true, true, true});
        assertThat(censoring.weight(9)).isEqualTo(20);
    }
}
