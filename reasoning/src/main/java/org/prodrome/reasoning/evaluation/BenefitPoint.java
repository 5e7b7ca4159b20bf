package org.prodrome.reasoning.evaluation;

import org.prodrome.reasoning.statistics.Interval;
import org.prodrome.reasoning.statistics.NetBenefit;
import org.prodrome.reasoning.statistics.ThresholdCounts;

/**
 * What acting from a risk on is worth, in true positives per person.
 *
 * @param threshold the risk
 * @param netBenefit of acting on the predictor; acting on nobody is worth 0
 */
record BenefitPoint(double threshold, Figure netBenefit) {

    /** Of acting on everybody; without interval. */
    static BenefitPoint ofAll(double threshold, ThresholdCounts.Counts counts) {
        return new BenefitPoint(threshold, new Figure(NetBenefit.ofAll(counts, threshold), Interval.none(), null));
    }
}
