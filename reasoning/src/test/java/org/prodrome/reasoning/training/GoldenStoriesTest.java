package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.GoldenAnswers;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.RiskModel;

/** What is signed as the answer to a story must be the answer on other processors too. */
class GoldenStoriesTest {

    private static final long SEED = 1;

    @TempDir
    Path root;

    private Path model;

    @BeforeEach
    void train() {
        model = new TestPackages(root).trained((int) SEED);
    }

    @Test
    void noStoryLiesWhereRoundingDecidesWhetherItIsDeclined() throws IOException {
        double first = distances().getFirst();
        limit(first * 1.01);
        List<Double> found = distances();
        assertThat(found)
                .hasSize(8)
                .allSatisfy(distance ->
                        assertThat(Math.abs(distance / first / 1.01 - 1)).isGreaterThan(0.02));
    }

    /** Of the stories as they would be made now. */
    private List<Double> distances() {
        try (RiskModel loaded = RiskModel.ofDraft(model)) {
            return GoldenStories.answered(loaded, SEED).cases().stream()
                    .map(GoldenAnswers.Case::story)
                    .map(story -> loaded.distance(story.timeline()).orElseThrow())
                    .toList();
        }
    }

    private void limit(double farthest) throws IOException {
        Path file = model.resolve(ModelFiles.LIMITS);
        ObjectMapper json = new ObjectMapper();
        ObjectNode limits = (ObjectNode) json.readTree(file.toFile());
        ((ObjectNode) Objects.requireNonNull(limits.get("distance"))).put("farthest", farthest);
        json.writeValue(file.toFile(), limits);
        Files.delete(model.resolve(ModelFiles.GOLDEN_ANSWERS));
    }
}
