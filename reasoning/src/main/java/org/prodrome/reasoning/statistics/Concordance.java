package org.prodrome.reasoning.statistics;

import java.util.Arrays;

/**
 * Uno's C: of two people, the one diagnosed first within the horizon should have the higher score.
 *
 * <p>{@code sum over events i, over j with T_j > T_i of G(T_i)^-2 [score_i > score_j]} over the same sum without the bracket
 * (Uno, Cai, Pencina, D'Agostino, Wei, Statistics in Medicine 2011, 30:1105); a tie counts half. Who is known not to be
 * diagnosed within the horizon, by survival or by death of something else, is compared with every event (the competing risk
 * form of Wolbers et al., Epidemiology 2009, 20:555). Who was lost is compared with events before the loss. Thread-safe.
 */
public final class Concordance {

    private final int[] byFallingTime;
    private final int[] rank;
    private final int ranks;
    private final boolean[] free;
    private final boolean[] events;
    private final double[] days;
    private final double[] pairWeight;

    /**
     * Sorts.
     *
     * @param scores one per row
     * @param days to the diagnosis, or to the loss; not read of rows known to have none
     * @param events diagnosed within the horizon
     * @param weights inverse probability of having been observed until then; 0 for rows that were lost
     */
    public Concordance(double[] scores, double[] days, boolean[] events, double[] weights) {
        this.events = events.clone();
        this.days = days.clone();
        free = new boolean[days.length];
        pairWeight = new double[days.length];
        for (int i = 0; i < days.length; i++) {
            free[i] = !events[i] && weights[i] > 0;
            pairWeight[i] = weights[i] * weights[i];
        }
        byFallingTime = Arrays.stream(Order.falling(days)).filter(i -> !free[i]).toArray();
        int[] order = Order.rising(scores);
        rank = new int[scores.length];
        int last = 0;
        for (int i = 0; i < order.length; i++) {
            last += i == 0 || scores[order[i]] != scores[order[i - 1]] ? 1 : 0;
            rank[order[i]] = last;
        }
        ranks = last;
    }

    /**
     * The share of pairs in the right order; NaN when there is no pair.
     *
     * @param drawn how often each row counts, 1 without resampling
     */
    public double of(double[] drawn) {
        double[] freeBelow = freeBelow(drawn);
        double[] tree = new double[ranks + 1];
        double inside = freeBelow[ranks];
        double pairs = 0;
        double right = 0;
        for (int start = 0; start < byFallingTime.length; ) {
            int end = start;
            double time = days[byFallingTime[start]];
            for (; end < byFallingTime.length && days[byFallingTime[end]] == time; end++) {
                int row = byFallingTime[end];
                if (events[row] && drawn[row] > 0) {
                    double weight = drawn[row] * pairWeight[row];
                    int own = rank[row];
                    double below = freeBelow[own - 1] + freeBelow[own] + below(tree, own - 1) + below(tree, own);
                    pairs += weight * inside;
                    right += weight * below / 2;
                }
            }
            for (int i = start; i < end; i++) {
                int row = byFallingTime[i];
                inside += drawn[row];
                add(tree, rank[row], drawn[row]);
            }
            start = end;
        }
        return pairs > 0 ? right / pairs : Double.NaN;
    }

    /** Those who are compared with every event, counted up to and with each rank. */
    private double[] freeBelow(double[] drawn) {
        double[] sums = new double[ranks + 1];
        for (int row = 0; row < free.length; row++) {
            sums[rank[row]] += free[row] ? drawn[row] : 0;
        }
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }

    /** How often each row counts without resampling. */
    public double of() {
        double[] once = new double[events.length];
        Arrays.fill(once, 1);
        return of(once);
    }

    private static void add(double[] tree, int rank, double amount) {
        if (amount == 0) {
            return;
        }
        for (int i = rank; i < tree.length; i += i & -i) {
            tree[i] += amount;
        }
    }

    /** Sum of ranks up to and with {@code rank} (binary indexed tree). */
    private static double below(double[] tree, int rank) {
        double sum = 0;
        for (int i = rank; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }
}
