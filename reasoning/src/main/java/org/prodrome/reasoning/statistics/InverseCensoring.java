package org.prodrome.reasoning.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Inverse probability of censoring weights (Robins and Finkelstein, Biometrics 2000, 56:779): those who were observed stand
 * for those who were lost.
 *
 * <p>Kaplan-Meier on the time to loss, where whatever else ends the time censors the censoring. On one day events come first: who
 * had one was not there to be lost. Immutable and thread-safe.
 */
public final class InverseCensoring {

    /** Weights stay below the inverse of this, so that no single row decides. */
    private static final double SMALLEST = 0.05;

    private final double[] times;
    private final double[] stillObserved;

    /**
     * Fits.
     *
     * @param days observed, {@code (rows)}
     * @param lost whether observation just ended, with nothing that could end it, {@code (rows)}
     */
    public InverseCensoring(double[] days, boolean[] lost) {
        int[] order = IntStream.range(0, days.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> days[row]).thenComparing(row -> lost[row]))
                .mapToInt(row -> row)
                .toArray();
        int losses = (int) IntStream.of(order).filter(row -> lost[row]).count();
        times = new double[losses];
        stillObserved = new double[losses];
        double survival = 1;
        int next = 0;
        for (int i = 0; i < order.length; i++) {
            if (lost[order[i]]) {
                survival *= 1 - 1.0 / (order.length - i);
                times[next] = days[order[i]];
                stillObserved[next++] = survival;
            }
        }
    }

    /** Weight of a row that was known up to a time: one over the share not lost before it. */
    public double weight(double time) {
        int place = Arrays.binarySearch(times, time);
        int before = place < 0 ? -place - 1 : place;
        while (before > 0 && times[before - 1] >= time) {
            before--;
        }
        return before == 0 ? 1 : 1 / Math.max(stillObserved[before - 1], SMALLEST);
    }
}
