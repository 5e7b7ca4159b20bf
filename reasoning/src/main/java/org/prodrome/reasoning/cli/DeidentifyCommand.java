package org.prodrome.reasoning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.server.ExportReceipt;
import org.prodrome.fhir.deidentify.Deidentification;
import org.prodrome.fhir.deidentify.DeidentificationReport;
import org.prodrome.fhir.deidentify.Options;
import org.prodrome.reasoning.failure.ReasoningException;

/** {@code deidentify}. */
final class DeidentifyCommand {

    /** That of the {@code export} command, and that of other tools and the cohort. */
    private static final List<String> MANIFESTS = List.of(ExportReceipt.FILE, "export.json");

    private final Path data;
    private final Path out;

    DeidentifyCommand(Path data, Path out) {
        this.data = data;
        this.out = out;
    }

    int run(
            @Nullable Path key,
            @Nullable Path rules,
            boolean keepNotes,
            OptOutOptions optOut,
            @Nullable Path crosswalk) {
        requireDirectory();
        DeidentificationReport report;
        try (BytesProgress progress = new BytesProgress()) {
            report = Deidentification.run(
                    data,
                    out,
                    new Options(
                            key,
                            rules,
                            keepNotes,
                            exportedOn(),
                            optOut.export(LocalDate.now(ZoneOffset.UTC)),
                            crosswalk),
                    progress::at);
        }
        keepSyntheticMark();
        ReadingNotes.of(report).forEach(System.err::println);
        if (report.patientsWithheld() + report.resourcesWithheld() > 0) {
            System.out.printf(
                    "%,d patients and %,d resources were left out by opt-out, Consent or label%n",
                    report.patientsWithheld(), report.resourcesWithheld());
        }
        System.out.printf(
                "%,d patients de-identified (%s), k = %d over %s; report: %s%n",
                report.patients(),
                report.profile(),
                report.anonymity().k(),
                String.join(", ", report.anonymity().over()),
                DeidentificationReport.FILE);
        return 0;
    }

    private void requireDirectory() {
        if (!Files.isDirectory(data)) {
            throw new ReasoningException.RefusedData("--data: expected a directory with a FHIR bulk export", null);
        }
    }

    /** The export's transaction time where a manifest gives one (Bulk Data Access 2.0), else today. */
    private LocalDate exportedOn() {
        return MANIFESTS.stream()
                .map(data::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(DeidentifyCommand::transactionDay)
                .orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
    }

    private static LocalDate transactionDay(Path manifest) {
        try {
            JsonNode time =
                    new ObjectMapper().readTree(Files.readString(manifest)).path("transactionTime");
            return LocalDate.parse(time.asText().substring(0, 10));
        } catch (IOException | RuntimeException e) {
            throw new ReasoningException.RefusedData(
                    manifest.getFileName() + ": expected a transactionTime such as 2026-11-20T00:00:00Z", e);
        }
    }

    /** A synthetic cohort's description goes with its copy, so that whatever is made of it can say so. */
    private void keepSyntheticMark() {
        Path mark = data.resolve(BulkRecords.SYNTHETIC_MARK);
        try {
            if (Files.isRegularFile(mark)) {
                Files.copy(mark, out.resolve(BulkRecords.SYNTHETIC_MARK), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("--out: expected a directory that can be written", e);
        }
    }
}
