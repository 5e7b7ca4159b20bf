package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One outcome at one horizon.
 *
 * @param rows index dates compared: not prevalent, not censored, answered by every predictor of the comparison
 * @param patients distinct patients of these
 * @param events index dates followed by the diagnosis within the horizon; null when held back
 * @param eventPatients distinct patients of these; null when held back
 * @param datesPerPersonYear index dates of a person-year of eligible follow-up before the diagnosis; NaN where not known
 * @param prevalence share of events, by weight; NaN when held back
 * @param missing why nothing is shown: too few patients, or so few more or less than another horizon; null when something was
 * @param predictors measured on the same rows, in the order of tables
 * @param notCompared predictors that are not compared on these rows, with the reason
 * @param treatAll net benefit of acting on everybody
 * @param differences the model less each baseline; one that answers too few rows is compared on the rows both answer
 */
record TaskResult(
        String outcome,
        String name,
        int horizonDays,
        int rows,
        int patients,
        @Nullable Integer events,
        @Nullable Integer eventPatients,
        double datesPerPersonYear,
        double prevalence,
        FellOut fellOut,
        @Nullable String missing,
        List<PredictorResult> predictors,
        Map<String, String> notCompared,
        List<BenefitPoint> treatAll,
        List<Difference> differences,
        OracleComparison oracle,
        List<GapResult> gaps,
        List<Subgroup> subgroups) {

    Optional<PredictorResult> predictor(String id) {
        return predictors.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    Optional<Difference> against(String baseline) {
        return differences.stream().filter(d -> d.baseline().equals(baseline)).findFirst();
    }

    /** Beside the baseline; not compared when it isn't there. */
    Verdict verdict(String baseline) {
        return against(baseline).map(Difference::verdict).orElse(Verdict.NOT_COMPARED);
    }
}
