package org.prodrome.reasoning.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * The model less a baseline, on the same rows and the same resamples.
 *
 * @param baseline its stable name
 * @param name for readers
 * @param rows on which both answer; null when held back, for it would tell of few that one left unanswered
 * @param baselineAuroc the baseline's own
 * @param auroc difference
 * @param averagePrecision difference
 * @param verdict by the difference of AUROC
 */
record Difference(
        String baseline,
        String name,
        @Nullable Integer rows,
        Figure baselineAuroc,
        Figure auroc,
        Figure averagePrecision,
        Verdict verdict) {}
