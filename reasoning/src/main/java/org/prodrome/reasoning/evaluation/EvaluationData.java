package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ModelVersion;

/**
 * Everything that is measured on: rows of the model's own held-out patients, and of other sites.
 *
 * @param model which model answered, null when none did
 * @param syntheticData whether any of the patients are synthetic
 * @param settings how rows were drawn
 * @param sites the first is the internal one; others are external, with thresholds from the internal tuning rows
 * @param explanations how the model's explanations stood the test; null when they were not tested
 */
record EvaluationData(
        @Nullable ModelVersion model,
        boolean syntheticData,
        EvaluationSettings settings,
        List<Site> sites,
        @Nullable ExplanationRows explanations) {

    static final String INTERNAL = "internal";

    EvaluationData {
        sites = List.copyOf(sites);
    }

    /**
     * Rows of one source.
     *
     * @param name {@link #INTERNAL}, or what the user called it
     * @param patients with at least one index date
     * @param indexDates how many
     * @param unavailable index dates at which no model answered
     * @param tasks one per outcome and horizon, without gap
     * @param differential null when there are no newly recorded diagnoses
     * @param horizons every outcome and horizon that the model answers, asked for or not
     * @param anyOfThese one less “none of these” of the differential; null where the model doesn't answer its horizon
     */
    record Site(
            String name,
            int patients,
            int indexDates,
            int unavailable,
            List<TaskData> tasks,
            @Nullable DifferentialRows differential,
            List<HorizonRows> horizons,
            @Nullable HorizonRows anyOfThese) {
        Site {
            tasks = List.copyOf(tasks);
            horizons = List.copyOf(horizons);
        }

        /** What is answered at horizons that nobody asked for isn't known. */
        Site(
                String name,
                int patients,
                int indexDates,
                int unavailable,
                List<TaskData> tasks,
                @Nullable DifferentialRows differential) {
            this(name, patients, indexDates, unavailable, tasks, differential, List.of(), null);
        }

        /** The task of an outcome and horizon, without gap. */
        Optional<TaskData> task(String outcome, int horizonDays) {
            return tasks.stream()
                    .filter(task -> task.outcome().id().equals(outcome) && task.horizonDays() == horizonDays)
                    .findFirst();
        }
    }

    /** Whether anything synthetic is in it, so that it must say so. */
    boolean mustSaySynthetic() {
        return syntheticData || (model != null && model.synthetic());
    }
}
