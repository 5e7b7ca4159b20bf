package org.prodrome.fhir.bulk;

import java.util.List;

/**
 * How reading an export went.
 *
 * @param patients records given out
 * @param resources read
 * @param brokenLines lines that were no readable resource and were left out
 * @param located the first 200 of them
 * @param orphans resources of patients who are not in the Patient files
 * @param cutOff files that could not be read to their end, with the last line that was
 * @param withheld patients left out by their wish or by policy
 */
public record ExportSummary(
        long patients,
        long resources,
        long brokenLines,
        List<BrokenLine> located,
        long orphans,
        List<BrokenLine> cutOff,
        long withheld) {

    /** A line that was no readable resource. */
    public record BrokenLine(String file, long line) {}

    public ExportSummary {
        located = List.copyOf(located);
        cutOff = List.copyOf(cutOff);
    }

    /** Whether every line was read and belonged to a patient. */
    public boolean whole() {
        return brokenLines == 0 && orphans == 0 && cutOff.isEmpty();
    }
}
