package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * Undoes the pseudonyms and date shifts of a copy: one line per copied patient, {@code {"patient","pseudonym","shiftDays"}}, in the
 * order of the Patient files. For people who never lived, whose planted truth is to be laid beside the copy.
 */
final class Crosswalk implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable BufferedWriter lines;
    private final Pseudonyms pseudonyms;

    private record Line(String patient, String pseudonym, int shiftDays) {}

    private Crosswalk(@Nullable BufferedWriter lines, Pseudonyms pseudonyms) {
        this.lines = lines;
        this.pseudonyms = pseudonyms;
    }

    /** Refuses what is not a synthetic cohort, and a file that would go about with the copy. */
    static void check(@Nullable Path file, Path in, Path out) {
        if (file == null) {
            return;
        }
        SyntheticExport.require(in);
        Path to = file.toAbsolutePath().normalize();
        if (to.startsWith(out.toAbsolutePath().normalize())
                || to.startsWith(in.toAbsolutePath().normalize())) {
            throw new FhirAdapterException.ExportUnusable(
                    "crosswalk: expected a file outside the export and its copy, for it undoes the pseudonyms", null);
        }
        if (Files.exists(file)) {
            throw new FhirAdapterException.ExportUnusable("crosswalk: expected a new file, got one that exists", null);
        }
    }

    /** A new file that its owner alone may read. Writes nothing where no file was asked for. */
    static Crosswalk open(@Nullable Path file, Pseudonyms pseudonyms) throws IOException {
        if (file == null) {
            return new Crosswalk(null, pseudonyms);
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new Crosswalk(Files.newBufferedWriter(file), pseudonyms);
    }

    void add(List<String> patients) throws IOException {
        if (lines == null) {
            return;
        }
        for (String patient : patients) {
            var line = new Line(patient, pseudonyms.id(patient), pseudonyms.shiftDays(patient));
            lines.write(JSON.writeValueAsString(line));
            lines.write('\n');
        }
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
