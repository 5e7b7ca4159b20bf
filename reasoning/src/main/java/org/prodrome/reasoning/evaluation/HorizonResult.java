package org.prodrome.reasoning.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Whether the model's risks of one outcome at one horizon are right on average, and rank.
 *
 * @param rows index dates whose outcome is known; null when held back, as are the counts after it
 * @param events of these, followed by it
 * @param eventPatients distinct patients of these
 * @param expected mean risk, by weight; NaN when held back
 * @param observed share of events, by weight; NaN when held back
 * @param missing why nothing is shown; null when something is
 */
record HorizonResult(
        String outcome,
        String name,
        int horizonDays,
        @Nullable Integer rows,
        @Nullable Integer patients,
        @Nullable Integer events,
        @Nullable Integer eventPatients,
        double expected,
        double observed,
        Figure observedOverExpected,
        Figure auroc,
        @Nullable String missing) {

    static HorizonResult none(HorizonRows rows, String why) {
        return new HorizonResult(
                rows.outcome(),
                rows.name(),
                rows.horizonDays(),
                null,
                null,
                null,
                null,
                Double.NaN,
                Double.NaN,
                Figure.none(why),
                Figure.none(why),
                why);
    }
}
