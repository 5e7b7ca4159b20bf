package org.prodrome.reasoning.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * AUROC within strata, averaged: how well scores rank people of the same age and sex.
 *
 * <p>The plain mean over strata with enough events and non-events, as Delphi-2M does; which strata those are is fixed by the
 * whole sample, so that resamples average over the same ones. Thread-safe.
 */
public final class StratifiedRanking {

    private record Stratum(int[] rows, Ranking ranking) {

        double auroc(double[] weights) {
            double[] own = new double[rows.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = weights[rows[i]];
            }
            return ranking.auroc(own);
        }
    }

    private final List<Stratum> strata = new ArrayList<>();

    /**
     * Sorts within strata.
     *
     * @param strata stratum of each row
     * @param counts whether the row's outcome is known; others are left out
     * @param least fewest events, and fewest non-events, of a stratum that counts
     */
    public StratifiedRanking(double[] scores, boolean[] events, boolean[] counts, int[] strata, int least) {
        Map<Integer, List<Integer>> members = new TreeMap<>();
        for (int row = 0; row < strata.length; row++) {
            if (counts[row]) {
                members.computeIfAbsent(strata[row], s -> new ArrayList<>()).add(row);
            }
        }
        members.values().forEach(rows -> add(rows, scores, events, least));
    }

    private void add(List<Integer> members, double[] scores, boolean[] events, int least) {
        int[] rows = members.stream().mapToInt(Integer::intValue).toArray();
        double[] own = new double[rows.length];
        boolean[] happened = new boolean[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            own[i] = scores[rows[i]];
            happened[i] = events[rows[i]];
            count += happened[i] ? 1 : 0;
        }
        if (count >= least && rows.length - count >= least) {
            strata.add(new Stratum(rows, new Ranking(own, happened)));
        }
    }

    /** How many strata are averaged. */
    public int strata() {
        return strata.size();
    }

    /** Mean over the strata in which it is defined; NaN when there is none. */
    public double auroc(double[] weights) {
        return strata.stream()
                .mapToDouble(stratum -> stratum.auroc(weights))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
