package org.prodrome.reasoning.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.Sampled;

/**
 * The model beside the oracle, resample by resample.
 *
 * @param share null when there is none
 */
record OracleMeasurement(
        OracleComparison comparison, @Nullable Sampled share) {

    private static final double MOSTLY = 0.95;

    static OracleMeasurement none(String missing) {
        Figure none = Figure.none(missing);
        return new OracleMeasurement(new OracleComparison(none, none, none), null);
    }

    static OracleMeasurement of(Measured measured, Protocol protocol) {
        if (!measured.has(TaskData.ORACLE) || !measured.has(TaskData.AGE_SEX)) {
            return none("no oracle answered");
        }
        Sampled base = measured.auroc(TaskData.AGE_SEX);
        Sampled gain = measured.auroc(TaskData.ORACLE).minus(base);
        Sampled share = measured.auroc(TaskData.MODEL).minus(base).over(gain);
        boolean shares = gain.value() >= protocol.leastOracleGain() && mostlyPositive(gain);
        return new OracleMeasurement(
                new OracleComparison(
                        shares
                                ? Figure.of(share, "not defined")
                                : Figure.none("the oracle itself gains too little over age and sex to share in"),
                        ratio(
                                PredictorMeasures.leadMean(measured.of(TaskData.MODEL)),
                                PredictorMeasures.leadMean(measured.of(TaskData.ORACLE))),
                        ratio(
                                PredictorMeasures.leadMedian(measured.of(TaskData.MODEL)),
                                PredictorMeasures.leadMedian(measured.of(TaskData.ORACLE)))),
                shares ? share : null);
    }

    private static Figure ratio(Sampled model, Sampled oracle) {
        return Figure.of(model.over(oracle), "one of the two alerted nobody at this PPV");
    }

    private static boolean mostlyPositive(Sampled gain) {
        long positive = Arrays.stream(gain.replicates()).filter(g -> g > 0).count();
        return positive >= MOSTLY * gain.replicates().length;
    }
}
