package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.exceptions.TFInvalidArgumentException;

/** A network that fails at one length tells whether it was run at that length. */
class WarmUpTest {

    private static final ModelFiles.Settings SETTINGS = new ModelFiles.Settings(
            "t", "1", true, 512, List.of(64, 128, 256, 512), List.of(365), List.of(365), 365, 1);

    @TempDir
    Path directory;

    private final TestProgram program = new TestProgram();

    @AfterEach
    void close() {
        program.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256, 512})
    void runsEveryBucketBeforeAnyPatientWaitsForIt(int bucket) throws IOException {
        try (Forward forward = failingAt(bucket)) {
            assertThatThrownBy(forward::warmUp)
                    .isInstanceOf(TFInvalidArgumentException.class)
                    .hasMessageContaining("is not in [0, 1)");
        }
    }

    @Test
    void runsNoOtherLengthAndSaysWhatComputed() throws IOException {
        try (Forward forward = failingAt(65)) {
            assertThat(forward.warmUp()).isEqualTo("CPU");
        }
    }

    private Forward failingAt(int time) throws IOException {
        return new Forward(program.answersUnlessTimeIs(time).write(directory.resolve("model")), SETTINGS, 1);
    }
}
