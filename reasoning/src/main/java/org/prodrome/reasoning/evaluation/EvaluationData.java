package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * Everything that is measured on: rows of the model's own held-out patients, and of other sites.
 *
 * @param model which model answered, null when none did
 * @param syntheticData whether any of the patients are synthetic
 * @param settings how rows were drawn
 * @param sites the first is the internal one; others are external, with thresholds from the internal tuning rows
 * @param explained held-out stories to test explanations on
 */
record EvaluationData(
        @Nullable ModelVersion model,
        boolean syntheticData,
        EvaluationSettings settings,
        List<Site> sites,
        List<Timeline> explained) {

    static final String INTERNAL = "internal";

    EvaluationData {
        sites = List.copyOf(sites);
        explained = List.copyOf(explained);
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
     */
    record Site(
            String name,
            int patients,
            int indexDates,
            int unavailable,
            List<TaskData> tasks,
            @Nullable DifferentialRows differential) {
        Site {
            tasks = List.copyOf(tasks);
        }
    }

    /** Whether anything synthetic is in it, so that it must say so. */
    boolean mustSaySynthetic() {
        return syntheticData || (model != null && model.synthetic());
    }
}
