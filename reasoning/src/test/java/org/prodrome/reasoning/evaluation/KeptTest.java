package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {

    @TempDir
    private Path directory;

    private Kept kept() {
        return new Kept(directory, "key", "baselines");
    }

    @Test
    void readsExplanationsBackInAnotherRun() {
        kept().keep(TestSites.explanations());
        assertThat(Objects.requireNonNull(kept().explanations()).deletions()).hasSize(60);
        assertThat(directory.resolve("work")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void goesOnWithoutExplanationsThatWereTorn() throws IOException {
        kept().keep(TestSites.explanations());
        Path file = directory.resolve("work/explanations.json");
        Files.writeString(file, Files.readString(file).substring(0, 1_000));
        assertThat(kept().explanations()).isNull();
    }

    @Test
    void readsNoRowsThatWereKeptWithoutVerdicts() throws IOException {
        Path file = directory.resolve("rows.bin");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeUTF("rows-3 key");
            out.writeInt(0);
        }
        assertThat(SitesFile.load(file, "key")).isEmpty();
        SitesFile.save(file, "key", List.of());
        assertThat(SitesFile.load(file, "key")).contains(List.of());
    }

    @Test
    void aFileCutOffInTheMiddleLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(directory.resolve("report.json"), "whole");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write('{');
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(file).hasContent("whole");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }
}
