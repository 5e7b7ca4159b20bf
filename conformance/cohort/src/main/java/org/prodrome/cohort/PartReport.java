package org.prodrome.cohort;

import java.util.List;

/**
 * Says that a part is complete: kept as JSON beside the shared resources, read again when a killed run is resumed.
 *
 * @param outcomes incident cases among this part's patients, in the order of the outcome file
 */
record PartReport(int part, int patients, int deceased, List<PartFile> files, List<OutcomeCount> outcomes) {
    PartReport {
        files = List.copyOf(files);
        outcomes = List.copyOf(outcomes);
    }
}
