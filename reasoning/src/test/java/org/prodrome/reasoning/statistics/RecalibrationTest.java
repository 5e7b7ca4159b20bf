package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecalibrationTest {

    private static double sigmoid(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Property(tries = 20)
    void findsTheSlopeOfTheRegressionOnAllRows(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] probabilities = new double[3000];
        boolean[] events = new boolean[3000];
        double[] weights = new double[3000];
        for (int i = 0; i < 3000; i++) {
            double logOdds = random.nextDouble(-7, 0.5);
            probabilities[i] = sigmoid(logOdds);
            events[i] = random.nextDouble() < sigmoid(0.6 * logOdds - 0.5);
            weights[i] = random.nextDouble(0.5, 2);
        }
        LogisticRegression exact = CalibrationMeasures.recalibration(probabilities, events, weights);
        assertThat(new Recalibration(probabilities, events).of(weights).slope())
                .isCloseTo(exact.coefficients().getFirst(), within(5e-4));
    }

    /** Foretold 20% to all, 40 of 100 happened: the odds are 2/3 where they should be 1/4. */
    @Test
    void findsTheInterceptOfRiskThatIsUnderstated() {
        double[] probabilities = new double[100];
        Arrays.fill(probabilities, 0.2);
        boolean[] events = new boolean[100];
        Arrays.fill(events, 0, 40, true);
        Recalibration.Line line = new Recalibration(probabilities, events).of(ones(100));
        assertThat(line.intercept()).isCloseTo(Math.log(2.0 / 3) - Math.log(1.0 / 4), within(1e-9));
        assertThat(line.slope()).as("one probability has no slope").isNaN();
    }

    @Test
    void isNotDefinedForOneClassOrNoRows() {
        Recalibration.Line none = new Recalibration(new double[] {0.1, 0.2}, new boolean[2]).of(ones(2));
        assertThat(none.slope()).isNaN();
        assertThat(none.intercept()).isNaN();
        assertThat(new Recalibration(new double[] {}, new boolean[] {})
                        .of(ones(0))
                        .slope())
                .isNaN();
    }

    @Test
    void hasNoSlopeWhereEventsCanBeToldApartWithoutFail() {
        double[] probabilities = {0.1, 0.2, 0.8, 0.9};
        boolean[] events = {false, false, true, true};
        assertThat(new Recalibration(probabilities, events).of(ones(4)).slope()).isNaN();
    }
}
