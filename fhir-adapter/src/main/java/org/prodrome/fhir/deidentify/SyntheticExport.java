package org.prodrome.fhir.deidentify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.ExportFiles;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * Whether an export is a cohort of {@code ./prodrome cohort}: its {@code cohort.json} lies beside it and names the SHA-256 of each
 * of its Patient files, and each of its patients has an identifier of Synthea's, which no hospital gives. A copied or invented
 * description alone does not pass for one.
 */
final class SyntheticExport {
    private static final String MARK = "cohort.json";
    private static final String SYNTHEA = "https://github.com/synthetichealth/synthea";
    private static final ObjectMapper JSON = new ObjectMapper();

    private SyntheticExport() {}

    static void require(Path directory) {
        Path mark = directory.resolve(MARK);
        if (!Files.isRegularFile(mark)) {
            throw refused("found none beside the data", null);
        }
        try {
            JsonNode sums = JSON.readTree(Files.readAllBytes(mark)).path("sha256");
            long patients = 0;
            for (Path file : ExportFiles.in(directory).of("Patient")) {
                String sum = sums.path(String.valueOf(file.getFileName())).asText("nothing");
                if (!sum.equals(Digests.sha256(Files.readAllBytes(file)))) {
                    throw refused("its SHA-256 of " + file.getFileName() + " is missing or another", null);
                }
                patients += patients(file);
            }
            if (patients == 0) {
                throw refused("found no patient", null);
            }
        } catch (IOException e) {
            throw refused("it cannot be read", e);
        }
    }

    /** How many patients are in a file; refuses it when one of them has no mark. */
    private static long patients(Path file) throws IOException {
        long patients = 0;
        long number = 0;
        try (var lines = new BufferedReader(new InputStreamReader(ExportFiles.open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    if (!isMarked(line)) {
                        throw refused(file.getFileName() + " line " + number + " has no identifier of Synthea's", null);
                    }
                    patients++;
                }
            }
        }
        return patients;
    }

    private static boolean isMarked(String line) {
        try {
            for (JsonNode identifier : JSON.readTree(line).path("identifier")) {
                if (identifier.path("system").asText().equals(SYNTHEA)) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static FhirAdapterException refused(String found, @Nullable Throwable cause) {
        return new FhirAdapterException.ExportUnusable(
                "crosswalk: only for synthetic cohorts, expected the cohort.json of ./prodrome cohort; " + found,
                cause);
    }
}
