package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.model.Precision;

class TrainingConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "cpu", "gpu"})
    void shippedExperimentsLoad(String name) {
        TrainingConfig config = TrainingConfig.named(name);
        assertThat(config.name()).isEqualTo(name);
        assertThat(config.buckets().getLast()).isEqualTo(config.window());
    }

    @Test
    void refusesAnExperimentThatDoesNotExist() {
        assertThatThrownBy(() -> TrainingConfig.named("huge"))
                .isInstanceOf(BrokenDataFile.class)
                .hasMessageContaining("expected tiny, cpu or gpu");
    }

    @Test
    void refusesAnUnknownKeyByName() {
        assertThatThrownBy(() -> TrainingConfig.parse("x", shipped().replace("peakRate", "learningRate")))
                .isInstanceOf(BrokenDataFile.class)
                .hasMessageContaining("unknown key learningRate");
    }

    private static String shipped() {
        try (InputStream in = Objects.requireNonNull(TrainingConfig.class.getResourceAsStream("configs/tiny.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesAMissingKey() {
        assertThatThrownBy(() -> TrainingConfig.parse("x", "{\"name\": \"x\"}"))
                .isInstanceOf(BrokenDataFile.class)
                .hasMessageContaining("width");
    }

    @Test
    void anotherPrecisionOrBatchChangesNothingElse() {
        TrainingConfig gpu = TrainingConfig.named("gpu");
        TrainingConfig halves = gpu.withPrecision(Precision.BFLOAT16);
        TrainingConfig small = gpu.withBatchTokens(528);
        assertThat(halves.precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(halves.withPrecision(Precision.FLOAT32)).isEqualTo(gpu);
        assertThat(small.batchTokens()).isEqualTo(528);
        assertThat(small.withBatchTokens(gpu.batchTokens())).isEqualTo(gpu);
        assertThatThrownBy(() -> gpu.withBatchTokens(527))
                .isInstanceOf(BrokenDataFile.class)
                .hasMessageContaining("batchTokens");
    }

    @Test
    void rateRisesThenFallsToItsFloor() {
        TrainingConfig config = TrainingConfig.named("tiny");
        assertThat(config.rate(0)).isLessThan(config.rate(config.warmUpSteps() - 1));
        assertThat(config.rate(config.warmUpSteps() - 1)).isEqualTo(config.peakRate());
        assertThat(config.rate(config.steps()))
                .isCloseTo(config.peakRate() * config.floorShare(), Offset.offset(1e-12));
    }
}
