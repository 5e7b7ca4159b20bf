package org.prodrome.cohort;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person's record as it will be exported.
 *
 * @param own the person's resources, in the order of the encounters
 * @param shared organisations, locations and practitioners that other people's charts name too
 * @param truth what was planted, as a line of JSON; null in a stock cohort
 * @param firstOnset first recorded onset of each condition, SNOMED code to milliseconds since 1970
 */
record SyntheticChart(
        String patientId,
        boolean deceased,
        List<ResourceLine> own,
        List<ResourceLine> shared,
        Map<String, Long> firstOnset,
        @Nullable String truth) {

    SyntheticChart {
        own = List.copyOf(own);
        shared = List.copyOf(shared);
        firstOnset = Map.copyOf(firstOnset);
    }
}
