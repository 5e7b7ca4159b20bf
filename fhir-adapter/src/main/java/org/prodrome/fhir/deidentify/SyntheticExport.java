package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.ExportFiles;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * Whether an export is a cohort of {@code ./prodrome cohort}: its {@code cohort.json} lies beside it and names the SHA-256 of each
 * of its Patient files, so that a copied or invented description does not pass for one.
 */
final class SyntheticExport {
    private static final String MARK = "cohort.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private SyntheticExport() {}

    static void require(Path directory) {
        Path mark = directory.resolve(MARK);
        if (!Files.isRegularFile(mark)) {
            throw refused("found none beside the data", null);
        }
        try {
            JsonNode sums = JSON.readTree(Files.readAllBytes(mark)).path("sha256");
            for (Path file : ExportFiles.in(directory).of("Patient")) {
                String sum = sums.path(String.valueOf(file.getFileName())).asText("nothing");
                if (!sum.equals(Digests.sha256(Files.readAllBytes(file)))) {
                    throw refused("its SHA-256 of " + file.getFileName() + " is missing or another", null);
                }
            }
        } catch (IOException e) {
            throw refused("it cannot be read", e);
        }
    }

    private static FhirAdapterException refused(String found, @Nullable Throwable cause) {
        return new FhirAdapterException.ExportUnusable(
                "crosswalk: only for synthetic cohorts, expected the cohort.json of ./prodrome cohort; " + found,
                cause);
    }
}
