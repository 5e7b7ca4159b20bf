package org.prodrome.reasoning.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Inverse probability of censoring weights: rows whose outcome is known stand for those that were lost.
 *
 * <p>Kaplan-Meier on the time to the end of observation, where diagnosis and death censor the censoring.
 */
final class CensoringWeights {

    private static final double SMALLEST = 0.05;

    private final TreeMap<Double, Double> stillObserved = new TreeMap<>();

    CensoringWeights(List<IndexRow> rows, int outcome) {
        List<IndexRow> byTime = rows.stream()
                .sorted(Comparator.comparingDouble(row -> row.days(outcome)))
                .toList();
        double survival = 1;
        int atRisk = byTime.size();
        for (IndexRow row : byTime) {
            boolean lost = !row.diagnosed(outcome) && !row.life().died();
            if (lost) {
                survival *= 1 - 1.0 / atRisk;
                stillObserved.put(row.days(outcome), survival);
            }
            atRisk--;
        }
    }

    /** Weight of a row that is not censored before the horizon. */
    double of(IndexRow row, int outcome, int horizonDays) {
        double time = Math.min(row.days(outcome), horizonDays);
        var before = stillObserved.lowerEntry(time);
        return before == null ? 1 : 1 / Math.max(before.getValue(), SMALLEST);
    }
}
