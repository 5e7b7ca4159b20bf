package org.prodrome.cohort.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChanceTest {
    private static final int DRAWS = 50_000;

    private static final Chance ROOT = Chance.ofSeed(7);

    @Test
    void drawsNormalsOfMeanZeroAndDeviationOne() {
        double mean = IntStream.range(0, DRAWS)
                .mapToDouble(i -> ROOT.with(i).normal())
                .average()
                .orElseThrow();
        double square = IntStream.range(0, DRAWS)
                .mapToDouble(i -> StrictMath.pow(ROOT.with(i).normal(), 2))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(0, within(0.02));
        assertThat(square).isCloseTo(1, within(0.03));
    }

    @Test
    void drawsExponentialsOfMeanOne() {
        double mean = IntStream.range(0, DRAWS)
                .mapToDouble(i -> ROOT.with(i).exponential())
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(1, within(0.02));
    }

    @Test
    void drawsWhatItsNamesSayInTheirOrder() {
        assertThat(ROOT.with("a").with("b"))
                .isEqualTo(Chance.ofSeed(7).with("a").with("b"));
        assertThat(ROOT.with("a").with("b")).isNotEqualTo(ROOT.with("b").with("a"));
        assertThat(ROOT.with(1).with(2)).isNotEqualTo(ROOT.with(2).with(1));
        assertThat(Chance.ofSeed(8).with("a")).isNotEqualTo(ROOT.with("a"));
    }

    @Test
    void keepsNeighbouringNamesApart() {
        double product = IntStream.range(0, DRAWS)
                .mapToDouble(i -> ROOT.with(i).normal() * ROOT.with(i + 1).normal())
                .average()
                .orElseThrow();

        assertThat(product).isCloseTo(0, within(0.02));
    }
}
