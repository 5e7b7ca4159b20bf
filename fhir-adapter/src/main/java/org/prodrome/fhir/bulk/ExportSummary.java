package org.prodrome.fhir.bulk;

import java.util.List;

/**
 * How reading an export went.
 *
 * @param patients records given out
 * @param resources in those records
 * @param brokenLines lines that were no readable resource and were left out
 * @param located the first 200 of them
 * @param orphans resources of patients who are not in the Patient files
 */
public record ExportSummary(long patients, long resources, long brokenLines, List<BrokenLine> located, long orphans) {

    /** A line that was no readable resource. */
    public record BrokenLine(String file, long line) {}

    public ExportSummary {
        located = List.copyOf(located);
    }
}
