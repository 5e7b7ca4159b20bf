package org.prodrome.reasoning.evaluation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The task with the first days after the index date left out, in which a diagnosis may have been under way already.
 *
 * <p>Held back with few patients, and where what it leaves out of the last one shown is of few patients: then all is null or empty.
 *
 * @param gapDays days left out
 * @param events index dates followed by the diagnosis
 * @param aurocs by predictor
 * @param drops AUROC without a gap less that with it, by predictor
 */
record GapResult(
        int gapDays,
        @Nullable Integer rows,
        @Nullable Integer events,
        Map<String, Figure> aurocs,
        Map<String, Figure> drops) {

    static GapResult heldBack(int gapDays) {
        return new GapResult(gapDays, null, null, Map.of(), Map.of());
    }
}
