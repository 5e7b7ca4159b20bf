package org.prodrome.reasoning.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ValueSampleTest {

    private static ValueBins bins(DoubleUnaryOperator value) {
        SplittableRandom random = new SplittableRandom(1);
        ValueSample sample = new ValueSample("1", 1);
        for (int i = 0; i < 5000; i++) {
            sample.add(value.applyAsDouble(random.nextGaussian()));
        }
        return Objects.requireNonNull(sample.bins(List.of(), 1));
    }

    @Test
    void aLongUpperTailIsMeasuredInLogarithms() {
        ValueBins bins = bins(g -> Math.exp(3 + 0.8 * g));

        assertThat(bins.logarithmic()).isTrue();
        assertThat(bins.median()).isEqualTo(3, within(0.05));
        assertThat(bins.z(Math.exp(3))).isEqualTo(0, within(0.05f));
        assertThat(bins.z(Math.exp(4.6)) - bins.z(Math.exp(3.8)))
                .isEqualTo(bins.z(Math.exp(3)) - bins.z(Math.exp(2.2)), within(1e-4f));
        assertThat(bins.value(bins.z(50))).isEqualTo(50, within(0.01));
    }

    @Test
    void anEvenSpreadAndOneWithNegativeValuesStayAsTheyAre() {
        assertThat(bins(g -> 140 + 4 * g).logarithmic()).isFalse();
        assertThat(bins(g -> Math.exp(3 + 0.8 * g) - 5).logarithmic()).isFalse();
    }

    @Test
    void edgesStayInTheAnalytesOwnUnit() {
        assertThat(bins(g -> Math.exp(3 + 0.8 * g)).edges())
                .allSatisfy(edge -> assertThat(edge).isBetween(1.0, 200.0));
    }

    @Test
    void aLogarithmicNoughtIsTheLeast() {
        assertThat(bins(g -> Math.exp(3 + 0.8 * g)).z(0)).isEqualTo(-5);
    }
}
