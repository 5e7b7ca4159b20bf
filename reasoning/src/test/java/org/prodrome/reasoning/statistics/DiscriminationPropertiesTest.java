package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Discrimination beside its definition, pair by pair. */
class DiscriminationPropertiesTest {

    /** Few distinct scores and times, so that ties are common; a third lost to observation. */
    private static final class Sample {
        final double[] scores;
        final double[] days;
        final boolean[] events;
        final double[] weights;
        final double[] drawn;

        Sample(long seed, int rows) {
            SplittableRandom random = new SplittableRandom(seed);
            scores = new double[rows];
            days = new double[rows];
            events = new boolean[rows];
            weights = new double[rows];
            drawn = new double[rows];
            for (int i = 0; i < rows; i++) {
                scores[i] = random.nextInt(12) / 12.0;
                days[i] = 1 + random.nextInt(20);
                boolean lost = random.nextInt(3) == 0;
                events[i] = !lost && random.nextInt(3) == 0;
                weights[i] = lost ? 0 : 1 + random.nextDouble();
                drawn[i] = random.nextInt(4);
            }
        }

        double[] product() {
            double[] product = new double[drawn.length];
            Arrays.setAll(product, i -> drawn[i] * weights[i]);
            return product;
        }
    }

    private static double credit(double event, double other) {
        return event > other ? 1 : event == other ? 0.5 : 0;
    }

    private static double aurocByPairs(Sample s, double[] weights) {
        double pairs = 0;
        double right = 0;
        for (int i = 0; i < s.events.length; i++) {
            for (int j = 0; j < s.events.length; j++) {
                if (s.events[i] && !s.events[j]) {
                    pairs += weights[i] * weights[j];
                    right += weights[i] * weights[j] * credit(s.scores[i], s.scores[j]);
                }
            }
        }
        return right / pairs;
    }

    private static double concordanceByPairs(Sample s) {
        double pairs = 0;
        double right = 0;
        for (int i = 0; i < s.events.length; i++) {
            for (int j = 0; j < s.events.length; j++) {
                boolean free = !s.events[j] && s.weights[j] > 0;
                if (s.events[i] && (free || s.days[j] > s.days[i])) {
                    double weight = s.weights[i] * s.weights[i] * s.drawn[i] * s.drawn[j];
                    pairs += weight;
                    right += weight * credit(s.scores[i], s.scores[j]);
                }
            }
        }
        return right / pairs;
    }

    @Property(tries = 100)
    void areaIsTheShareOfPairsInOrder(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int rows) {
        Sample sample = new Sample(seed, rows);
        double[] weights = sample.product();
        assertThat(new Ranking(sample.scores, sample.events).auroc(weights))
                .isCloseTo(aurocByPairs(sample, weights), within(1e-9));
    }

    @Property(tries = 100)
    void concordanceIsTheShareOfComparablePairsInOrder(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int rows) {
        Sample sample = new Sample(seed, rows);
        assertThat(new Concordance(sample.scores, sample.days, sample.events, sample.weights).of(sample.drawn))
                .isCloseTo(concordanceByPairs(sample), within(1e-9));
    }

    @Property(tries = 50)
    void onlyTheOrderOfScoresCounts(@ForAll long seed) {
        Sample sample = new Sample(seed, 50);
        double[] stretched = Arrays.stream(sample.scores).map(Math::exp).toArray();
        double[] weights = sample.product();
        assertThat(new Ranking(stretched, sample.events).areas(weights))
                .isEqualTo(new Ranking(sample.scores, sample.events).areas(weights));
    }

    @Property(tries = 50)
    void turningTheScoresRoundTurnsTheAreaRound(@ForAll long seed) {
        Sample sample = new Sample(seed, 50);
        double[] negated = Arrays.stream(sample.scores).map(s -> -s).toArray();
        double[] weights = sample.product();
        assertThat(new Ranking(negated, sample.events).auroc(weights))
                .isCloseTo(1 - new Ranking(sample.scores, sample.events).auroc(weights), within(1e-9));
    }

    @Property(tries = 50)
    void aWeightIsTheSameAsRepeatedRows(@ForAll long seed) {
        Sample sample = new Sample(seed, 30);
        int[] repeated = IntStream.range(0, 30)
                .flatMap(i -> IntStream.generate(() -> i).limit((long) sample.drawn[i]))
                .toArray();
        double[] scores =
                Arrays.stream(repeated).mapToDouble(i -> sample.scores[i]).toArray();
        boolean[] events = new boolean[repeated.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = sample.events[repeated[i]];
        }
        double[] ones = new double[repeated.length];
        Arrays.fill(ones, 1);
        Ranking.Areas once = new Ranking(scores, events).areas(ones);
        Ranking.Areas weighted = new Ranking(sample.scores, sample.events).areas(sample.drawn);
        assertThat(weighted.auroc()).isCloseTo(once.auroc(), within(1e-9));
        assertThat(weighted.averagePrecision()).isCloseTo(once.averagePrecision(), within(1e-9));
    }
}
