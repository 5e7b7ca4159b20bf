package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
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

    @Test
    void meetsTheSameResamplesWhereDrawsAreShared() {
        long[] patients = {1, 1, 2, 3};
        PatientDraws draws = new PatientDraws(patients, 50, 9);
        double[][] ofAll = new Bootstrap(draws, patients, new double[] {1, 1, 1, 1}).values(w -> new double[] {w[3]});
        double[][] ofTwo =
                new Bootstrap(draws, new long[] {3, 2}, new double[] {1, 1}).values(w -> new double[] {w[0]});
        assertThat(ofTwo).isDeepEqualTo(ofAll);
        assertThat(Arrays.stream(ofAll[0]).average().orElseThrow()).isBetween(0.5, 1.5);
    }

    @Test
    void refusesAPatientThatWasNotDrawn() {
        PatientDraws draws = new PatientDraws(new long[] {1}, 5, 9);
        assertThatThrownBy(() -> new Bootstrap(draws, new long[] {2}, new double[] {1}))
                .hasMessageContaining("expected a patient that was drawn");
    }

    /** 100 repetitions of the mean of 60 uniform numbers: a 95% interval misses 0.5 in few of them. */
    @Test
    void coversTheTruthAboutAsOftenAsItSays() {
        int covered = 0;
        for (int repetition = 0; repetition < 100; repetition++) {
            SplittableRandom random = new SplittableRandom(repetition * 7919L);
            double[] values = random.doubles(60).toArray();
            double[] ones = new double[60];
            Arrays.fill(ones, 1);
            long[] patients = LongStream.range(0, 60).toArray();
            covered += new Bootstrap(patients, ones, 300, repetition)
                            .interval(meanOf(values))
                            .covers(0.5)
                    ? 1
                    : 0;
        }
        assertThat(covered).isBetween(87, 100);
    }

    @Test
    void hasNoIntervalOfAMeasureThatIsOftenUndefined() {
        double[] replicates = {1, 2, 3, 4, 5, 6, 7, 8, Double.NaN, Double.NaN};
        assertThat(Interval.of(replicates)).isEqualTo(Interval.none());
    }

    @Test
    void subtractsResampleByResample() {
        long[] patients = LongStream.range(0, 50).toArray();
        double[] ones = new double[50];
        Arrays.fill(ones, 1);
        double[] values = new SplittableRandom(1).doubles(50).toArray();
        double[] more = Arrays.stream(values).map(v -> v + 0.25).toArray();
        List<Sampled> both = new Bootstrap(patients, ones, 100, 4).sampled(w ->
                new double[] {meanOf(more).applyAsDouble(w), meanOf(values).applyAsDouble(w)});
        Interval difference = both.get(0).minus(both.get(1)).interval();
        assertThat(difference.low()).isCloseTo(0.25, within(1e-9));
        assertThat(difference.high()).isCloseTo(0.25, within(1e-9));
        assertThat(width(both.get(0).interval())).isGreaterThan(0.05);
    }

    @Test
    void takesTheMedianOfEachResample() {
        Sampled median = Sampled.median(List.of(
                new Sampled(1, new double[] {1, 5}),
                new Sampled(2, new double[] {2, 4}),
                new Sampled(9, new double[] {Double.NaN, 0})));
        assertThat(median.value()).isEqualTo(2);
        assertThat(median.replicates()).containsExactly(1.5, 4);
    }

    @Test
    void dividesByNothingThatIsNotAboveZero() {
        Sampled ratio = new Sampled(1, new double[] {1, 1}).over(new Sampled(2, new double[] {4, -1}));
        assertThat(ratio.value()).isEqualTo(0.5);
        assertThat(ratio.replicates()).containsExactly(0.25, Double.NaN);
    }
}
