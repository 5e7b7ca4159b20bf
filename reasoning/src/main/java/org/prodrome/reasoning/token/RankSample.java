package org.prodrome.reasoning.token;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.prodrome.reasoning.token.Salience.Association;

/** Values of one concept with what came after each; at most so many that memory doesn't grow with the data. Not thread-safe. */
final class RankSample {

    private static final int MOST = 40_000;

    private float[] values = new float[64];
    private byte[] strata = new byte[64];
    private long[] known = new long[64];
    private long[] came = new long[64];
    private int size;

    void add(double value, int stratum, long knownOutcomes, long cameOutcomes) {
        if (size == MOST) {
            return;
        }
        if (size == values.length) {
            int more = Math.min(MOST, size * 2);
            values = Arrays.copyOf(values, more);
            strata = Arrays.copyOf(strata, more);
            known = Arrays.copyOf(known, more);
            came = Arrays.copyOf(came, more);
        }
        values[size] = (float) value;
        strata[size] = (byte) stratum;
        known[size] = knownOutcomes;
        came[size++] = cameOutcomes;
    }

    /** Mann-Whitney per stratum, summed. */
    Association against(int outcome, int strataCount) {
        int[] rising = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double pairs = 0;
        double inOrder = 0;
        double variance = 0;
        for (int stratum = 0; stratum < strataCount; stratum++) {
            double[] one = within(rising, stratum, outcome);
            double events = one[0];
            double others = one[1];
            pairs += events * others;
            inOrder += one[2];
            variance += events * others * (events + others + 1) / 12;
        }
        return pairs == 0
                ? Association.NONE
                : new Association(inOrder / pairs, (inOrder - pairs / 2) / Math.sqrt(variance));
    }

    /** Events, others, and pairs in which the event has the higher value; ties count half. */
    private double[] within(int[] rising, int stratum, int outcome) {
        long bit = 1L << outcome;
        double events = 0;
        double others = 0;
        double inOrder = 0;
        int i = 0;
        while (i < rising.length) {
            double tiedEvents = 0;
            double tiedOthers = 0;
            int from = i;
            for (; i < rising.length && values[rising[i]] == values[rising[from]]; i++) {
                int row = rising[i];
                if (strata[row] == stratum && (known[row] & bit) != 0) {
                    boolean event = (came[row] & bit) != 0;
                    tiedEvents += event ? 1 : 0;
                    tiedOthers += event ? 0 : 1;
                }
            }
            inOrder += tiedEvents * (others + tiedOthers / 2);
            events += tiedEvents;
            others += tiedOthers;
        }
        return new double[] {events, others, inOrder};
    }
}
