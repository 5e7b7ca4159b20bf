package org.prodrome.reasoning.evaluation;

/**
 * The model beside the oracle.
 *
 * @param share of the oracle's AUROC gain over age and sex that the model has: ratio of differences on the same resamples
 * @param leadMeanRatio mean lead time over all cases, of the oracle's at the same PPV
 * @param leadMedianRatio median lead time of the cases alerted, of the oracle's at the same PPV
 */
record OracleComparison(Figure share, Figure leadMeanRatio, Figure leadMedianRatio) {}
