package org.prodrome.reasoning.evaluation;

/**
 * The model less a baseline, on the same rows and the same resamples.
 *
 * @param baseline its stable name
 * @param name for readers
 * @param rows on which both answer
 * @param baselineAuroc the baseline's own
 * @param auroc difference
 * @param averagePrecision difference
 * @param verdict by the difference of AUROC
 */
record Difference(
        String baseline,
        String name,
        int rows,
        Figure baselineAuroc,
        Figure auroc,
        Figure averagePrecision,
        Verdict verdict) {}
