package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;

class CheckpointTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void save() {
        file = directory.resolve("checkpoint.bin");
        Map<String, float[]> arrays = Map.of("w", new float[] {1, 2, 3});
        new Checkpoint(7, "this run", 0.5, 2, new LossSums(1.5, 2.5, 3), arrays, arrays, arrays).save(file);
    }

    @Test
    void comesBackAsItWasSaved() {
        Checkpoint loaded = Checkpoint.load(file, "this run");
        assertThat(loaded.step()).isEqualTo(7);
        assertThat(loaded.bestLoss()).isEqualTo(0.5);
        assertThat(loaded.stale()).isEqualTo(2);
        assertThat(loaded.sums()).isEqualTo(new LossSums(1.5, 2.5, 3));
        assertThat(loaded.weights().get("w")).containsExactly(1, 2, 3);
        assertThat(file.resolveSibling("checkpoint.bin.part")).doesNotExist();
    }

    @Test
    void cutShortAnywhereIsRefusedByFileReasonAndAdvice() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 4, 31, 32, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            refused("checkpoint.bin: expected a whole checkpoint, got one cut short or changed", "this run");
        }
    }

    @Test
    void oneChangedByteAnywhereIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            refused("cut short or changed", "this run");
        }
    }

    @Test
    void anotherRunsIsRefused() {
        refused("checkpoint.bin: expected one of the same configuration and data", "another run");
    }

    @Test
    void anOlderVersionsIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length - 32;
        ByteBuffer.wrap(bytes).putInt(0x50524f32);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(bytes, 0, length);
        System.arraycopy(sha.digest(), 0, bytes, length, 32);
        Files.write(file, bytes);
        refused("checkpoint.bin: expected a checkpoint of this version", "this run");
    }

    private void refused(String reason, String fingerprint) {
        assertThatThrownBy(() -> Checkpoint.load(file, fingerprint))
                .isInstanceOf(BrokenDataFile.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("train without --resume");
    }
}
