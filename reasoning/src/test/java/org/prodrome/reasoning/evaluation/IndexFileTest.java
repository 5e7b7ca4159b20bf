package org.prodrome.reasoning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.training.FollowUp;
import org.prodrome.reasoning.training.Split;

class IndexFileTest {

    private static final Questions QUESTIONS = new Questions(List.of(new Outcome("gout", "gout")), List.of(365));
    private static final IndexRow ROW = new IndexRow(
            new FollowUp(
                    1,
                    LocalDate.of(1950, 1, 1),
                    Demographics.Sex.FEMALE,
                    100,
                    20_000,
                    false,
                    new float[] {Float.NaN},
                    new int[] {10_000}),
            10_000);

    @TempDir
    private Path directory;

    @Test
    void leavesTheGoodFileAloneWhenItIsClosedBeforeAllWasWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("index.ndjson.gz"), "the good one");
        try (IndexFile index = new IndexFile(file, QUESTIONS)) {
            index.add("someone", ROW, Split.HELD_OUT);
        }
        assertThat(file).hasContent("the good one");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void takesThePlaceOfTheFileWhenItIsFinished() throws IOException {
        Path file = Files.writeString(directory.resolve("index.ndjson.gz"), "the old one");
        try (IndexFile index = new IndexFile(file, QUESTIONS)) {
            index.add("someone", ROW, Split.HELD_OUT);
            index.finish();
        }
        assertThat(Files.readAllBytes(file)).startsWith(0x1f, 0x8b);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }
}
