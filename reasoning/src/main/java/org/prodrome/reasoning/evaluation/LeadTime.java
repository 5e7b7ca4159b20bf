package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.prodrome.reasoning.statistics.Curve;

/**
 * How long before the recorded diagnosis a predictor gives its first alert.
 *
 * <p>A case is a patient with at least one index date within the horizon of the diagnosis; only alerts on such dates count, for an
 * earlier one is a false alert by the task's own terms.
 *
 * @param precision PPV on the tuning rows, for which the threshold was chosen
 * @param threshold NaN when no threshold reaches that PPV on the tuning rows
 * @param heldOutPrecision PPV of the same threshold on these rows
 * @param cases patients who were diagnosed
 * @param shareAlerted cases alerted before their diagnosis
 * @param medianMonths of the cases alerted
 * @param meanMonths over all cases, 0 months for who was never alerted
 * @param reached share of cases (y) alerted at least so many months (x) before
 */
record LeadTime(
        double precision,
        double threshold,
        Figure heldOutPrecision,
        int cases,
        Figure shareAlerted,
        Figure medianMonths,
        Figure meanMonths,
        List<Curve.Point> reached) {
    LeadTime {
        reached = List.copyOf(reached);
    }
}
