package org.prodrome.fhir.bulk.server;

import java.util.List;
import java.util.Map;

/**
 * What an export brought, as {@code export-manifest.json} says it.
 *
 * @param transactionTime the server's time of the export, an ISO instant
 * @param request what was asked for
 * @param files in the order of the server's manifest
 * @param errors issues in the server's error files by code; their words may name patients and stay in {@code errors/}
 * @param deletions resources the server says were deleted since, by type; which ones is in {@code deleted/}
 * @param notes what a person should look at
 */
public record ExportReceipt(
        String transactionTime,
        String request,
        List<FileReceipt> files,
        Map<String, Long> errors,
        Map<String, Long> deletions,
        List<String> notes) {
    /** The file's name in the output directory. */
    public static final String FILE = "export-manifest.json";

    /**
     * One file.
     *
     * @param name in the output directory
     * @param type of its resources
     * @param lines in it that are not blank
     * @param bytes on disk
     */
    public record FileReceipt(String name, String type, long lines, long bytes) {}

    public ExportReceipt {
        files = List.copyOf(files);
        errors = Map.copyOf(errors);
        deletions = Map.copyOf(deletions);
        notes = List.copyOf(notes);
    }

    /** Lines in all files. */
    public long resources() {
        return files.stream().mapToLong(FileReceipt::lines).sum();
    }
}
