package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything measured on the rows of one source.
 *
 * @param name {@code internal}, or what the user called it
 * @param patients with at least one index date
 * @param indexDates how many
 * @param unavailable index dates at which no model answered; null when held back
 * @param tasks per outcome and horizon
 * @param differential null when there are no newly recorded diagnoses
 * @param horizons every outcome and horizon that the model answers
 * @param anyOfThese that one of the conditions of the differential comes: one less its “none of these”; null where there is none
 */
record SiteResult(
        String name,
        int patients,
        int indexDates,
        @Nullable Integer unavailable,
        List<TaskResult> tasks,
        @Nullable DifferentialResult differential,
        List<HorizonResult> horizons,
        @Nullable HorizonResult anyOfThese) {
    SiteResult {
        tasks = List.copyOf(tasks);
        horizons = List.copyOf(horizons);
    }
}
