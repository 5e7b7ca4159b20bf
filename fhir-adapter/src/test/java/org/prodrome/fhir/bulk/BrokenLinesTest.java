package org.prodrome.fhir.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.line;
import static org.prodrome.fhir.FhirTexts.patient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.bulk.ExportSummary.BrokenLine;
import org.prodrome.fhir.deidentify.Deidentification;
import org.prodrome.fhir.deidentify.DeidentificationReport;
import org.prodrome.fhir.deidentify.Options;
import org.prodrome.fhir.deidentify.ProgressListener;

/** What is wrong in an export's files is counted, located and passed over, by the reader and by the de-identification alike. */
class BrokenLinesTest {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String GOOD = line(creatinine("good", "2020-01-01", "1.1"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path work;

    private final AtomicInteger events = new AtomicInteger();

    @BeforeEach
    void onePatient() throws IOException {
        Files.createDirectories(in());
        Files.writeString(in().resolve("Patient.ndjson"), line(patient()) + "\n");
    }

    private Path in() {
        return work.resolve("in");
    }

    private void observations(byte[] bytes) throws IOException {
        Files.write(in().resolve("Observation.ndjson"), bytes);
    }

    private ExportSummary read() {
        events.set(0);
        return Export.open(in())
                .forEachInOrder(record -> events.addAndGet(record.events().size()));
    }

    private DeidentificationReport deidentify() {
        return Deidentification.run(
                in(), work.resolve("out"), Options.safeHarbor(LocalDate.of(2026, 1, 1)), ProgressListener.NONE);
    }

    private void bothFind(int good, long... brokenLines) {
        ExportSummary summary = read();
        assertThat(events.get()).isEqualTo(good);
        assertThat(summary.located())
                .containsExactlyElementsOf(Arrays.stream(brokenLines)
                        .mapToObj(line -> new BrokenLine("Observation.ndjson", line))
                        .toList());
        DeidentificationReport report = deidentify();
        assertThat(report.brokenLinesAt())
                .extracting(DeidentificationReport.BrokenLine::line)
                .containsExactlyElementsOf(Arrays.stream(brokenLines).boxed().collect(Collectors.toList()));
        assertThat(report.resources()).containsEntry("Observation", (long) good);
    }

    @Test
    void aByteOrderMarkCarriageReturnsAndBlankLinesAreNoFault() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(MARK);
        bytes.write((GOOD + "\r\n\r\n \t\n\n" + GOOD.replace("good", "last")).getBytes(StandardCharsets.UTF_8));
        observations(bytes.toByteArray());

        bothFind(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"resourceType\":\"Observation\",",
                "[]",
                "\"text\"",
                "7",
                "null",
                "{\"resourceType\":\"Nonsense\",\"subject\":{\"reference\":\"Patient/p1\"}}",
                "{\"subject\":{\"reference\":\"Patient/p1\"}}"
            })
    void aLineThatIsNoResourceIsLocated(String broken) throws IOException {
        observations(
                (GOOD + "\n" + broken + "\n" + GOOD.replace("good", "last") + "\n").getBytes(StandardCharsets.UTF_8));

        bothFind(2, 2);
    }

    @Test
    void bytesThatAreNoTextAreLocated() throws IOException {
        byte[] broken = (GOOD + "\n" + GOOD.replace("good", "b?d") + "\n" + GOOD.replace("good", "last"))
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < broken.length; i++) {
            broken[i] = broken[i] == '?' ? (byte) 0xC3 : broken[i];
        }
        observations(broken);

        bothFind(2, 2);
    }

    @Test
    void aPackedFileThatWasCutOffGivesWhatCouldBeRead() throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            lines.append(GOOD.replace("good", "o" + Integer.toHexString(i * 7_919)))
                    .append('\n');
        }
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        Files.write(in().resolve("Observation.ndjson.gz"), half);

        ExportSummary summary = read();
        assertThat(summary.cutOff()).hasSize(1);
        assertThat(summary.whole()).isFalse();
        assertThat(events.get()).isBetween(100, 2_999);
        DeidentificationReport report = deidentify();
        assertThat(report.cutOff()).hasSize(1);
        assertThat(report.cutOff().getFirst().file()).isEqualTo("Observation.ndjson.gz");
        assertThat(report.resources().getOrDefault("Observation", 0L)).isBetween(100L, 2_999L);
    }
}
