package org.prodrome.reasoning.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Whether the model's risks of one outcome at one horizon are right on average and in their spread, and rank; and its verdicts.
 *
 * @param rows index dates whose outcome is known; null when held back, as are the counts after it
 * @param events of these, followed by it
 * @param eventPatients distinct patients of these
 * @param expected mean risk, by weight; NaN when held back
 * @param observed share of events, by weight; NaN when held back
 * @param calibrationSlope of a logistic regression of the event on the log-odds; 1 is right
 * @param conformal how often verdicts left open what came
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
        Figure calibrationSlope,
        ConformalCoverage conformal,
        @Nullable String missing) {

    private static final String HELD_BACK = "held back: ";

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
                Figure.none(why),
                ConformalCoverage.none(why),
                why);
    }

    /** Held back though it was measured, because with what else is shown it would tell of few. */
    static HorizonResult heldBack(HorizonRows rows, String why) {
        return none(rows, HELD_BACK + why);
    }

    boolean wasHeldBack() {
        return missing != null && missing.startsWith(HELD_BACK);
    }

    /** Index dates not followed by it; null when held back. */
    @Nullable
    Integer others() {
        return rows == null || events == null ? null : Integer.valueOf(rows - events);
    }
}
