package org.prodrome.reasoning.training;

import java.nio.file.Files;
import java.nio.file.Path;
import org.prodrome.reasoning.failure.ReasoningException;

/** The door of training and evaluation: no data without a de-identification report, not even synthetic. */
public final class Deidentified {

    /** What {@code deidentify} leaves beside the data. */
    public static final String REPORT = "deidentification-report.json";

    private Deidentified() {}

    /** The directory itself, when it has a report. */
    public static Path require(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ReasoningException.RefusedData("data: expected a directory with a FHIR bulk export", null);
        }
        if (!Files.isRegularFile(directory.resolve(REPORT))) {
            throw new ReasoningException.RefusedData(
                    "data: expected " + REPORT + " beside the export, found none; run the deidentify command first",
                    null);
        }
        return directory;
    }
}
