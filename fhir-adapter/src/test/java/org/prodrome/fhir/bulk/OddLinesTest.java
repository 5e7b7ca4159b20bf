package org.prodrome.fhir.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.bulk.ExportSummary.BrokenLine;

/** Lines that are JSON and still cannot be given to a patient. */
class OddLinesTest {
    private static final String GOOD = observation("good", "Patient/p1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path export;

    private final AtomicInteger events = new AtomicInteger();

    @BeforeEach
    void twoPatients() throws IOException {
        write(
                "Patient",
                "{\"resourceType\":\"Patient\",\"id\":\"p1\"}",
                "{\"resourceType\":\"Patient\",\"id\":\"p2\"}");
    }

    private static String observation(String id, String subject) {
        return "{\"resourceType\":\"Observation\",\"id\":\"" + id + "\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                + "\"subject\":{\"reference\":\"" + subject + "\"}}";
    }

    private void write(String type, String... lines) throws IOException {
        Files.writeString(export.resolve(type + ".ndjson"), String.join("\n", lines) + "\n");
    }

    private ExportSummary read() {
        return Export.open(export)
                .forEachInOrder(record -> events.addAndGet(record.events().size()));
    }

    @Test
    void twoResourcesOnOneLineAreBrokenAndNotHalfRead() throws IOException {
        write("Observation", GOOD, observation("a", "Patient/p1") + observation("b", "Patient/p1"));

        assertThat(read().located()).containsExactly(new BrokenLine("Observation.ndjson", 2));
        assertThat(events).hasValue(1);
    }

    @Test
    void aReferenceThatIsNoIdIsBrokenHoweverLong() throws IOException {
        write("Observation", observation("b", "Patient/" + "x".repeat(70_000)), observation("c", "Patient/a b"), GOOD);

        assertThat(read().located())
                .containsExactly(new BrokenLine("Observation.ndjson", 1), new BrokenLine("Observation.ndjson", 2));
        assertThat(events).hasValue(1);
    }

    @Test
    void linesOfNobodyAreCountedAndNotKept() throws IOException {
        write(
                "Observation",
                observation("n", "Group/g"),
                observation("m", "Patient/p2"),
                observation("o", "Patient/p9"),
                GOOD);

        ExportSummary summary = read();
        assertThat(summary.orphans()).isEqualTo(2);
        assertThat(summary.whole()).isFalse();
        assertThat(events).hasValue(2);
    }
}
