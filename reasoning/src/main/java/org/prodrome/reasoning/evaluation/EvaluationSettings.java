package org.prodrome.reasoning.evaluation;

import java.util.List;

/**
 * How a model is evaluated.
 *
 * @param horizons in days
 * @param historyDays least time between a patient's first event and an index date
 * @param replicates of the bootstrap
 * @param seed of index dates and bootstrap
 * @param rowsPerPatient most index dates of one patient; 0 for all: the first visit at or after a random day of each year
 */
public record EvaluationSettings(
        List<Integer> horizons, int historyDays, int replicates, long seed, int rowsPerPatient) {
    public EvaluationSettings {
        horizons = List.copyOf(horizons);
    }

    /** All index dates: the first visit at or after a random day of each year. */
    public EvaluationSettings(List<Integer> horizons, int historyDays, int replicates, long seed) {
        this(horizons, historyDays, replicates, seed, 0);
    }

    /** What decides which rows there are. */
    String rowsKey() {
        return horizons + " " + historyDays + " " + seed + " " + rowsPerPatient;
    }

    /** One and three years, twelve months of history, 500 replicates. */
    public static EvaluationSettings usual(long seed) {
        return new EvaluationSettings(List.of(365, 1095), 365, 500, seed);
    }
}
