package org.prodrome.reasoning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RecordOptionsTest {

    @TempDir
    Path release;

    @Test
    void releaseOfRxNormReplacedInItsPlaceIsAnother() throws IOException {
        Path rrf = Files.createDirectories(release.resolve("rrf")).resolve("RXNCONSO.RRF");
        Files.writeString(rrf, "old");
        Files.setLastModifiedTime(rrf, FileTime.fromMillis(1_000));
        byte[] before = bytes();
        assertThat(bytes()).isEqualTo(before);
        Files.setLastModifiedTime(rrf, FileTime.fromMillis(2_000));
        assertThat(bytes()).isNotEqualTo(before);
        Files.writeString(rrf, "newer");
        Files.setLastModifiedTime(rrf, FileTime.fromMillis(1_000));
        assertThat(bytes()).isNotEqualTo(before);
    }

    private byte[] bytes() {
        return CommandLine.populateCommand(new RecordOptions(), "--rxnorm", release.toString())
                .bytes();
    }
}
