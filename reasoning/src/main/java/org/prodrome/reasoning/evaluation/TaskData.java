package org.prodrome.reasoning.evaluation;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.Outcome;

/**
 * One question with everyone's answers on the same rows: an outcome, a horizon, a gap.
 *
 * <p>Predictors answered for the horizon from the index date on; a gap only takes away rows, so that the same answers are seen
 * on later diagnoses alone.
 *
 * @param outcome what is asked
 * @param horizonDays the outcome counts in (index + gap, index + horizon]
 * @param gapDays rows diagnosed up to so many days after the index date are left out
 * @param prevalent held-out index dates left out because the diagnosis was there already
 * @param abstained held-out rows that the model did not answer, by its reason
 * @param silent why a predictor answered nothing, by predictor: for example the inputs that a published score lacks
 * @param published which published score {@link #PUBLISHED} is, with its citation; null when there is none for this outcome
 * @param datesPerPersonYear index dates of a person-year of eligible follow-up before the diagnosis; NaN where not known
 * @param personTime that follow-up, by who lived it
 * @param heldOut rows to measure on
 * @param tuning rows to choose thresholds on; null when there are none
 */
record TaskData(
        Outcome outcome,
        int horizonDays,
        int gapDays,
        int prevalent,
        Map<String, Integer> abstained,
        Map<String, String> silent,
        @Nullable String published,
        double datesPerPersonYear,
        PersonTime personTime,
        TaskRows heldOut,
        @Nullable TaskRows tuning) {

    static final String MODEL = "model";
    static final String AGE_SEX = "age-sex";
    static final String COUNTS_REGRESSION = "counts-lr";
    static final String COUNTS_TREES = "counts-xgboost";
    static final String LAST_LABS = "last-labs";
    static final String PUBLISHED = "published";
    static final String ORACLE = "oracle";

    TaskData {
        abstained = Map.copyOf(abstained);
        silent = Map.copyOf(silent);
    }

    /** Who lived the person-time isn't known. */
    TaskData(
            Outcome outcome,
            int horizonDays,
            int gapDays,
            int prevalent,
            Map<String, Integer> abstained,
            Map<String, String> silent,
            @Nullable String published,
            double datesPerPersonYear,
            TaskRows heldOut,
            @Nullable TaskRows tuning) {
        this(
                outcome,
                horizonDays,
                gapDays,
                prevalent,
                abstained,
                silent,
                published,
                datesPerPersonYear,
                PersonTime.unknown(),
                heldOut,
                tuning);
    }

    /** Whether the model answered any held-out row. */
    boolean answered() {
        double[] column = heldOut.probabilities().getOrDefault(MODEL, new double[0]);
        return Arrays.stream(column).anyMatch(p -> !Double.isNaN(p));
    }

    /** Rows lost from observation before the horizon: their weight is 0. */
    int censored() {
        return heldOut.size() - heldOut.known();
    }

    /** The same answers on the rows not yet diagnosed after a gap. */
    TaskData withGap(int days) {
        return new TaskData(
                outcome,
                horizonDays,
                days,
                prevalent,
                abstained,
                silent,
                published,
                datesPerPersonYear,
                personTime,
                after(heldOut, days),
                tuning == null ? null : after(tuning, days));
    }

    private static TaskRows after(TaskRows rows, int days) {
        return rows.where(i -> !(rows.events()[i] && rows.days()[i] <= days));
    }
}
