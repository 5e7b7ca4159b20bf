package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final int ROWS = 400;

    private static ToDoubleFunction<double[]> meanOf(double[] values) {
        return weights -> {
            double sum = 0;
            double total = 0;
            for (int i = 0; i < values.length; i++) {
                sum += weights[i] * values[i];
                total += weights[i];
            }
            return sum / total;
        };
    }

    private static Interval interval(int rowsPerPatient) {
        SplittableRandom random = new SplittableRandom(5);
        double[] perPatient = new double[ROWS / rowsPerPatient];
        for (int i = 0; i < perPatient.length; i++) {
            perPatient[i] = random.nextDouble();
        }
        long[] patients = new long[ROWS];
        double[] values = new double[ROWS];
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        for (int row = 0; row < ROWS; row++) {
            patients[row] = row / rowsPerPatient;
            values[row] = perPatient[row / rowsPerPatient];
        }
        return new Bootstrap(patients, ones, 400, 11).interval(meanOf(values));
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }

    @Test
    void coversTheMeanAndIsTheSameForTheSameSeed() {
        Interval interval = interval(1);
        assertThat(interval.low()).isLessThan(0.5);
        assertThat(interval.high()).isGreaterThan(0.5);
        assertThat(interval(1)).isEqualTo(interval);
    }

    /** The mean of 400 uniform numbers has a standard error of sqrt(1/12/400). */
    @Test
    void isAsWideAsTheStandardErrorSays() {
        double expected = 2 * 1.96 * Math.sqrt(1 / 12.0 / ROWS);
        assertThat(width(interval(1))).isBetween(0.8 * expected, 1.25 * expected);
    }

    @Test
    void isWiderWhenRowsOfOnePatientRepeat() {
        assertThat(width(interval(16))).isGreaterThan(2 * width(interval(1)));
    }

    @Test
    void saysThatAMeasureThatIsNeverDefinedHasNone() {
        Interval none = new Bootstrap(new long[] {1, 2}, new double[] {1, 1}, 50, 1).interval(w -> Double.NaN);
        assertThat(none.low()).isNaN();
    }
}
