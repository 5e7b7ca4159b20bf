package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.prodrome.reasoning.statistics.CalibrationMeasures.Bin;
import org.prodrome.reasoning.statistics.Curve;

/**
 * Everything measured of one predictor in one task.
 *
 * @param id stable name of the predictor, for example {@code counts-xgboost}
 * @param name for readers
 * @param roc false positive rate (x) and sensitivity (y)
 * @param precisionRecall sensitivity (x) and PPV (y)
 * @param reliability ten bins by rising probability
 */
record PredictorResult(
        String id,
        String name,
        Figures figures,
        LeadTime leadTime,
        List<AlertPoint> alerts,
        List<BenefitPoint> netBenefit,
        Curve roc,
        Curve precisionRecall,
        List<Bin> reliability) {
    PredictorResult {
        alerts = List.copyOf(alerts);
        netBenefit = List.copyOf(netBenefit);
        reliability = List.copyOf(reliability);
    }

    /** With alerts by person-time too. */
    PredictorResult inPersonTime(double datesPerPersonYear) {
        return new PredictorResult(
                id,
                name,
                figures,
                leadTime,
                alerts.stream()
                        .map(point -> point.inPersonTime(datesPerPersonYear))
                        .toList(),
                netBenefit,
                roc,
                precisionRecall,
                reliability);
    }
}
