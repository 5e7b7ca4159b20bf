package org.prodrome.reasoning.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.prodrome.fhir.bulk.Export;
import org.prodrome.fhir.bulk.ExportFiles;
import org.prodrome.fhir.bulk.ExportSummary;
import org.prodrome.fhir.deidentify.DeidentificationReport;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.training.Deidentified;
import org.prodrome.reasoning.training.RecordSource;

/**
 * The records of a de-identified export.
 *
 * @param directory of the export
 * @param count patients by the de-identification report
 * @param synthetic whether a cohort's description lies beside the data, or the command said so
 * @param reading how they are read
 * @param notes tells what could not be read
 */
record BulkRecords(Path directory, long count, boolean synthetic, RecordOptions reading, ReadingNotes notes)
        implements RecordSource {

    /** What the cohort generator leaves beside its data, and {@code deidentify} beside the copy. */
    static final String SYNTHETIC_MARK = "cohort.json";

    /** Refuses an export without a de-identification report. */
    static BulkRecords open(Path directory, boolean declaredSynthetic, RecordOptions reading) {
        Deidentified.require(directory);
        boolean marked = Files.isRegularFile(directory.resolve(SYNTHETIC_MARK));
        int patients = DeidentificationReport.read(directory).patients();
        return new BulkRecords(directory, patients, declaredSynthetic || marked, reading, new ReadingNotes());
    }

    @Override
    public long forEachInOrder(Consumer<PatientRecord> consumer) {
        ExportSummary summary = Export.open(directory, reading.training()).forEachInOrder(consumer);
        notes.tell(summary);
        return summary.brokenLines();
    }

    /** SHA-256 over the names, sizes and times of the files, and the opt-out list. */
    @Override
    public String fingerprint() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Path file : ExportFiles.in(directory).all()) {
                String line = file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
                sha.update(line.getBytes(StandardCharsets.UTF_8));
            }
            sha.update(reading.bytes());
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new ReasoningException.RefusedData("data: expected readable files", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every Java platform has it", e);
        }
    }
}
