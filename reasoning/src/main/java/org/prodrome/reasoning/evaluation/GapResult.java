package org.prodrome.reasoning.evaluation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The task with the first days after the index date left out, in which a diagnosis may have been under way already.
 *
 * @param gapDays days left out
 * @param events null when held back; then there are no figures
 * @param aurocs by predictor
 * @param drops AUROC without a gap less that with it, by predictor
 */
record GapResult(
        int gapDays, int rows, @Nullable Integer events, Map<String, Figure> aurocs, Map<String, Figure> drops) {}
