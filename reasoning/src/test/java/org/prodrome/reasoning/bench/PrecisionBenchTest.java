package org.prodrome.reasoning.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.bench.InferenceBench.Subject;
import org.prodrome.reasoning.training.MadeUp;
import org.prodrome.reasoning.training.Trainer;
import org.prodrome.reasoning.training.TrainingConfig;

/** Both precisions answer and learn nearly alike, and differ where the processor has bfloat16: then both were run. */
class PrecisionBenchTest {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final TrainingConfig TINY = TrainingConfig.named("tiny").withThreads(1);

    private final List<String> said = new ArrayList<>();
    private final PrecisionBench bench = new PrecisionBench(said::add);

    @Test
    void answersOfBothAreTimedAndCompared(@TempDir Path directory) throws IOException {
        Subject subject = new Subject(directory, MadeUp.savedModel(TINY, directory), TINY.heads(), MadeUp.valued(TINY));

        JsonNode figures = json(bench.inference(subject, 1, List.of(1, 2), List.of(64), 1));

        assertThat(said).anyMatch(line -> line.contains("without PyTorch"));
        assertThat(figures.path("peer").asText()).isEqualTo("none");
        for (String one : List.of("b1_t64_", "b2_t64_")) {
            assertThat(figures.path(one + "float32_p50_ms").asDouble()).isPositive();
            assertThat(figures.path(one + "bfloat16_p50_ms").asDouble()).isPositive();
            assertThat(figures.path(one + "ratio_to_float32").asDouble()).isPositive();
            assertThat(figures.path(one + "compared_risks").asInt()).isEqualTo(64 * 15 * Trainer.EDGES.size());
            double apart = figures.path(one + "largest_risk_difference").asDouble(-1);
            assertThat(apart).isBetween(0.0, 0.1).is(positiveWithBfloat16());
            assertThat(said.stream().anyMatch(line -> line.contains("rewrote nothing")))
                    .isEqualTo(apart == 0);
        }
    }

    @Test
    void stepsOfBothAreTimedAndTheirLossesCompared() throws IOException {
        JsonNode figures = json(bench.training(TINY.withBatchTokens(4 * 68), "CPU", 2, 3));

        assertThat(figures.path("tokens").asInt()).isEqualTo(4 * 68);
        assertThat(figures.path("steps_taken").asInt()).isEqualTo(3 + 2 * 3);
        assertThat(figures.path("float32_p50_ms").asDouble()).isPositive();
        assertThat(figures.path("bfloat16_p50_ms").asDouble()).isPositive();
        double exact = figures.path("float32_next_event_loss").asDouble();
        double apart = figures.path("next_event_loss_difference").asDouble(-1);
        assertThat(apart).isBetween(0.0, 0.02 * Math.abs(exact)).is(positiveWithBfloat16());
    }

    @Test
    void risksApartAreMeasuredAtEveryPlace() {
        double[][] one = {{0.1, 0.2}, {0.3, 0.4}};
        double[][] other = {{0.1, 0.2}, {0.3, 0.7}};
        Apart apart = Apart.of(List.of(one, one), List.of(one, other));
        assertThat(apart.count()).isEqualTo(8);
        assertThat(apart.largestRisk()).isEqualTo(0.4);
        assertThat(apart.largest()).isCloseTo(0.3, within(1e-12));
        assertThat(apart.mean()).isCloseTo(0.3 / 8, within(1e-12));
    }

    private static JsonNode json(Figures figures) throws IOException {
        return new ObjectMapper().readTree(figures.toString());
    }

    private static Condition<Double> positiveWithBfloat16() throws IOException {
        boolean capable =
                Files.isReadable(PROCESSOR) && Files.readString(PROCESSOR).contains("avx512_bf16");
        return new Condition<>(apart -> !capable || apart > 0, "more than 0 on a processor with avx512_bf16");
    }
}
