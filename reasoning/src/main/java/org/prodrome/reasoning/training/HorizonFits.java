package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.Calibration;
import org.prodrome.reasoning.model.ModelFiles.CalibrationRow;
import org.prodrome.reasoning.training.RecalibrationRecord.Done;

/**
 * Which calibration each horizon of one outcome ends up with, after some were refitted.
 *
 * <p>Risks never fall with the horizon, so a short horizon that stayed where it was would hold up a longer one that was refitted
 * downwards. What too few got to be fitted anew moves in log-odds as the next longer refitted horizon did.
 */
final class HorizonFits {

    /**
     * One horizon.
     *
     * @param eventPatients fitted on who got it
     * @param row its calibration from now on; null where it stays declined
     * @param before what it had
     */
    record Decided(
            Done done,
            int eventPatients,
            @Nullable CalibrationRow row,
            @Nullable CalibrationRow before) {}

    private final List<Integer> edges;
    private final List<double[]> fitted;

    /** Of an outcome's raw risks, {@code (edges)}, in the rows that were fitted on. */
    HorizonFits(List<Integer> edges, List<double[]> fitted) {
        this.edges = edges;
        this.fitted = fitted;
    }

    /**
     * Decides, by horizon.
     *
     * @param fresh refitted
     * @param old by horizon; empty for an outcome that was never calibrated
     * @param enough whether one that was never calibrated may be calibrated
     */
    SortedMap<Integer, Decided> decide(List<CalibrationRow> fresh, Map<Integer, CalibrationRow> old, boolean enough) {
        SortedMap<Integer, Decided> decided = new TreeMap<>();
        List<CalibrationRow> longestFirst = new ArrayList<>(fresh);
        longestFirst.sort((a, b) -> Integer.compare(b.horizonDays(), a.horizonDays()));
        double shift = 0;
        for (CalibrationRow row : longestFirst) {
            CalibrationRow before = old.get(row.horizonDays());
            if (before == null) {
                decided.put(
                        row.horizonDays(),
                        new Decided(enough ? Done.REFITTED : Done.DECLINED, row.events(), enough ? row : null, null));
            } else if (row.events() >= LocalRecalibration.FEWEST) {
                shift = shift(before, row);
                decided.put(row.horizonDays(), new Decided(Done.REFITTED, row.events(), row, before));
            } else {
                Done done = shift == 0 ? Done.KEPT : Done.MOVED;
                decided.put(row.horizonDays(), new Decided(done, row.events(), moved(before, shift), before));
            }
        }
        return decided;
    }

    /** Mean change of log-odds in the rows fitted on. */
    private double shift(CalibrationRow before, CalibrationRow after) {
        int edge = edges.indexOf(after.horizonDays());
        return fitted.stream()
                .mapToDouble(raw -> Calibration.logit(after.fit().apply(raw[edge]))
                        - Calibration.logit(before.fit().apply(raw[edge])))
                .average()
                .orElse(0);
    }

    private static CalibrationRow moved(CalibrationRow row, double shift) {
        return shift == 0
                ? row
                : new CalibrationRow(
                        row.outcome(),
                        row.horizonDays(),
                        row.patients(),
                        row.events(),
                        row.fit().moved(shift),
                        row.resampled().stream().map(fit -> fit.moved(shift)).toList(),
                        row.conformal());
    }

    /** What is shown: no lower than at any shorter horizon; without a calibration the network's own risk. */
    double shown(
            SortedMap<Integer, Decided> decided,
            Function<Decided, @Nullable CalibrationRow> which,
            int horizonDays,
            double[] raw) {
        double shown = 0;
        for (Map.Entry<Integer, Decided> each : decided.headMap(horizonDays + 1).entrySet()) {
            double risk = raw[edges.indexOf(each.getKey())];
            CalibrationRow row = which.apply(each.getValue());
            shown = Math.max(shown, row == null ? risk : row.fit().apply(risk));
        }
        return shown;
    }
}
