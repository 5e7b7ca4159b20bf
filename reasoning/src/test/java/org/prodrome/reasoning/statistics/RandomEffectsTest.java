package org.prodrome.reasoning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomEffectsTest {

    /** Weights 1, 4 and 2; Q by hand. */
    @Test
    void isDerSimonianAndLairds() {
        double[] estimates = {0, 1, 3};
        double[] errors = {1, 0.25, 0.5};
        double fixed = (4 + 6) / 7.0;
        double q = fixed * fixed + 4 * (1 - fixed) * (1 - fixed) + 2 * (3 - fixed) * (3 - fixed);
        double variance = (q - 2) / (7 - 21 / 7.0);
        double[] weights = {1 / (1 + variance), 1 / (0.25 + variance), 1 / (0.5 + variance)};
        double mean = (weights[1] + 3 * weights[2]) / Arrays.stream(weights).sum();

        RandomEffects found = RandomEffects.of(estimates, errors);

        assertThat(found.variance()).isEqualTo(variance, within(1e-12));
        assertThat(found.mean()).isEqualTo(mean, within(1e-12));
        assertThat(found.own(0.5)).isEqualTo(variance / (variance + 0.5), within(1e-12));
    }

    @Test
    void whatDiffersNoMoreThanChanceIsTheSame() {
        RandomEffects found = RandomEffects.of(new double[] {1, 1.1, 0.9}, new double[] {1, 1, 1});

        assertThat(found.variance()).isZero();
        assertThat(found.mean()).isEqualTo(1, within(1e-12));
        assertThat(found.own(1)).isZero();
    }

    @Test
    void drawsNearerToWhatIsTrue() {
        SplittableRandom random = new SplittableRandom(1);
        double alone = 0;
        double together = 0;
        for (int round = 0; round < 200; round++) {
            double[] truth = new double[12];
            double[] seen = new double[12];
            double[] errors = new double[12];
            for (int i = 0; i < 12; i++) {
                truth[i] = 0.5 + 0.05 * random.nextGaussian();
                errors[i] = 0.01;
                seen[i] = truth[i] + 0.1 * random.nextGaussian();
            }
            RandomEffects found = RandomEffects.of(seen, errors);
            for (int i = 0; i < 12; i++) {
                double drawn = found.mean() + found.own(errors[i]) * (seen[i] - found.mean());
                alone += (seen[i] - truth[i]) * (seen[i] - truth[i]);
                together += (drawn - truth[i]) * (drawn - truth[i]);
            }
        }
        assertThat(together).isLessThan(0.5 * alone);
    }

    @Test
    void oneGroupIsItsOwnMean() {
        assertThat(RandomEffects.of(new double[] {3}, new double[] {1}).mean()).isEqualTo(3, within(1e-12));
    }
}
