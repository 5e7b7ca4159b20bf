package org.prodrome.reasoning.evaluation;

/**
 * How well one predictor foretells one outcome within one horizon.
 *
 * @param auroc area under the ROC curve
 * @param stratifiedAuroc mean of the areas within strata of age and sex
 * @param averagePrecision area under the precision-recall curve; the prevalence is what chance gives
 * @param concordance Uno's C up to the horizon
 * @param brier mean squared error
 * @param scaledBrier share of the error of foretelling the prevalence that is taken off
 * @param calibrationSlope 1 is right; below 1 risks are too extreme
 * @param calibrationIntercept calibration in the large, in log-odds: 0 is right; above 0 risks are understated
 * @param observedOverExpected 1 is right; above 1 risks are understated
 * @param expectedCalibrationError mean distance of expected and observed in ten bins
 */
record Figures(
        Figure auroc,
        Figure stratifiedAuroc,
        Figure averagePrecision,
        Figure concordance,
        Figure brier,
        Figure scaledBrier,
        Figure calibrationSlope,
        Figure calibrationIntercept,
        Figure observedOverExpected,
        Figure expectedCalibrationError) {}
