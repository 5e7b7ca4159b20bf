package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model in one part of the patients.
 *
 * @param dimension {@code sex}, {@code age} or {@code race or ethnicity}
 * @param group name of the part
 * @param shown false where numbers are held back: too few patients with or without the event, or another group could be worked out from this
 *     one; everything after it is null then
 * @param events index dates followed by the event
 * @param eventPatients distinct patients of these
 * @param datesPerPersonYear index dates of a person-year of the group's eligible follow-up; NaN where not known
 * @param prevalence share of events, by weight
 * @param aurocs of every predictor
 * @param atLeadThreshold alerts at the threshold whose lead time is measured
 * @param netBenefit of acting on the model, by rising threshold
 */
record Subgroup(
        String dimension,
        String group,
        boolean shown,
        @Nullable Integer rows,
        @Nullable Integer events,
        @Nullable Integer eventPatients,
        @Nullable Double datesPerPersonYear,
        @Nullable Double prevalence,
        @Nullable Figures figures,
        @Nullable Map<String, Figure> aurocs,
        @Nullable AlertPoint atLeadThreshold,
        @Nullable LeadTime leadTime,
        @Nullable List<BenefitPoint> netBenefit) {

    static Subgroup heldBack(String dimension, String group) {
        return new Subgroup(dimension, group, false, null, null, null, null, null, null, null, null, null, null);
    }
}
