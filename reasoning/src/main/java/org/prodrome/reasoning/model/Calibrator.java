package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles.CalibrationRow;
import org.prodrome.reasoning.statistics.LogisticRegression;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * Raw risks in, calibrated ones with an interval out.
 *
 * <p>The interval is the middle 90% of the calibration's bootstrap on tuning patients. It says how well calibration is
 * known, and nothing of the network's own uncertainty: it is narrow where tuning cases are many. Risks, and both ends of
 * their intervals, never fall with the horizon.
 */
final class Calibrator {

    private static final double LOWER = 0.05;
    private static final double UPPER = 0.95;

    private final ModelPackage files;

    Calibrator(ModelPackage files) {
        this.files = files;
    }

    /** A calibrated probability with its interval. */
    record Interval(int horizonDays, double probability, double low, double high) {}

    /** One per horizon of the package, never falling. */
    List<Interval> intervals(OutcomeDefinition outcome, double[] raw) {
        List<Interval> intervals = new ArrayList<>();
        Interval before = new Interval(0, 0, 0, 0);
        for (int horizon : files.settings().horizons()) {
            before = interval(
                    row(outcome.id(), horizon), raw[files.settings().edges().indexOf(horizon)], before);
            intervals.add(before);
        }
        return intervals;
    }

    private static Interval interval(CalibrationRow row, double raw, Interval before) {
        double calibrated = row.fit().apply(raw);
        double[] resampled = row.resampled().stream()
                .mapToDouble(fit -> fit.apply(raw))
                .sorted()
                .toArray();
        return new Interval(
                row.horizonDays(),
                Math.max(before.probability(), calibrated),
                Math.max(before.low(), Math.min(calibrated, quantile(resampled, LOWER, calibrated))),
                Math.max(before.high(), Math.max(calibrated, quantile(resampled, UPPER, calibrated))));
    }

    /** One risk per horizon of the package. */
    List<Risk> risks(OutcomeDefinition outcome, double[] raw, Timeline timeline) {
        return intervals(outcome, raw).stream()
                .map(interval -> new Risk(
                        outcome.outcome(),
                        interval.horizonDays(),
                        interval.probability(),
                        interval.low(),
                        interval.high(),
                        baseline(outcome.id(), interval.horizonDays(), timeline),
                        verdict(outcome.id(), interval, raw, timeline)))
                .toList();
    }

    private Verdict verdict(String outcome, Interval interval, double[] raw, Timeline timeline) {
        Conformal sets = row(outcome, interval.horizonDays()).conformal();
        int edge = files.settings().edges().indexOf(interval.horizonDays());
        return sets == null
                ? Verdict.undetermined(Risk.NO_SETS)
                : sets.verdict(raw[edge], interval.probability(), baseline(outcome, interval.horizonDays(), timeline));
    }

    /** Calibrated log-odds of an outcome at a horizon. */
    double logOdds(OutcomeDefinition outcome, double[] raw, int horizonDays) {
        double p = row(outcome.id(), horizonDays)
                .fit()
                .apply(raw[files.settings().edges().indexOf(horizonDays)]);
        double inside = Math.clamp(p, 1e-6, 1 - 1e-6);
        return Math.log(inside / (1 - inside));
    }

    /** By age and sex; none for a sex it was not fitted on. */
    private @Nullable Double baseline(String outcome, int horizon, Timeline timeline) {
        LogisticRegression regression =
                files.baseline().outcomes().getOrDefault(outcome, Map.of()).get(horizon);
        boolean male = timeline.sex() == Demographics.Sex.MALE;
        if (regression == null || !(male || timeline.sex() == Demographics.Sex.FEMALE)) {
            return null;
        }
        return regression.probability(
                ModelFiles.BaselineTable.features(timeline.age().years(), male));
    }

    private CalibrationRow row(String outcome, int horizon) {
        CalibrationRow row = files.calibration().getOrDefault(outcome, Map.of()).get(horizon);
        if (row == null) {
            throw new BrokenPackage(
                    ModelFiles.CALIBRATION + ": expected a row for " + outcome + " at " + horizon + " days", null);
        }
        return row;
    }

    private static double quantile(double[] sorted, double share, double none) {
        return sorted.length == 0 ? none : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** Refuses a package that calibrates an outcome at some horizons only; without any, the outcome isn't answered. */
    void check() {
        files.outcomes().stream()
                .filter(files::calibrates)
                .forEach(outcome -> files.settings().horizons().forEach(horizon -> row(outcome.id(), horizon)));
    }
}
