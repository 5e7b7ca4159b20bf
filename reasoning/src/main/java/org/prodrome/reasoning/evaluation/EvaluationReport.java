package org.prodrome.reasoning.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.statistics.CalibrationMeasures.Bin;
import org.prodrome.reasoning.statistics.Interval;

/**
 * What an evaluation found. Written as {@code report.json}; NaN becomes null there.
 *
 * @param model which model answered, null when none did
 * @param syntheticData whether the patients are synthetic
 * @param settings how it was done
 * @param heldOutPatients patients with at least one index date
 * @param indexDates how many index dates there are
 * @param unavailable index dates at which no model answered
 * @param results per outcome and horizon
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record EvaluationReport(
        @Nullable ModelVersion model,
        boolean syntheticData,
        EvaluationSettings settings,
        int heldOutPatients,
        int indexDates,
        int unavailable,
        List<Result> results) {

    public EvaluationReport {
        results = List.copyOf(results);
    }

    /** Whether anything synthetic is in it, so that it must say so. */
    public boolean mustSaySynthetic() {
        return syntheticData || (model != null && model.synthetic());
    }

    /**
     * One outcome at one horizon.
     *
     * @param rows index dates that count: not prevalent, not censored, answered by the model
     * @param patients distinct patients of these
     * @param events diagnosed within the horizon
     * @param prevalent index dates left out because the diagnosis was there already
     * @param censored index dates left out because observation ended before the horizon (others weigh more instead)
     * @param abstained index dates left out because the model declined, by its reason
     * @param model the model's figures
     * @param ageAndSex the baseline's figures on the same rows
     * @param gain AUROC of the model less that of the baseline
     * @param reliability ten bins by rising probability
     * @param subgroups AUROC by sex and age; null, and events -1, where there are fewer than 10 events or non-events
     */
    public record Result(
            String outcome,
            String name,
            int horizonDays,
            int rows,
            int patients,
            int events,
            int prevalent,
            int censored,
            Map<String, Integer> abstained,
            Figures model,
            Figures ageAndSex,
            Figure gain,
            List<Bin> reliability,
            List<Subgroup> subgroups) {}

    /** A value with its 95% interval. */
    public record Figure(double value, Interval interval) {}

    /** The figures of one predictor. */
    public record Figures(
            Figure auroc,
            Figure averagePrecision,
            double brier,
            Figure observedOverExpected,
            Figure calibrationSlope,
            double calibrationIntercept,
            double expectedCalibrationError) {}

    /** One part of the patients. */
    public record Subgroup(
            String group, int rows, int events, @Nullable Double auroc) {}
}
