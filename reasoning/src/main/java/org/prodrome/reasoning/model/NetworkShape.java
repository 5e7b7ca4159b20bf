package org.prodrome.reasoning.model;

import java.util.List;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * The sizes that decide what the network's weights look like.
 *
 * @param parents parent ids per code, padded with 0, {@code (codes, widest)}
 * @param valued codes of the analytes whose values stand side by side, see {@link RecentValues}; where there are none, padding, which has no value
 * @param bins ids of value bins, 0 for "no value" included
 * @param width of a state, divisible by twice the heads and by four
 * @param layers of the decoder
 * @param heads of attention
 * @param outcomes how many the risk head foretells, death (the last) included
 * @param edges upper edges of the hazard bins in days, strictly rising
 * @param asOfCode the code of tokens that look but are not looked at
 */
public record NetworkShape(
        int[][] parents,
        List<Integer> valued,
        int bins,
        int width,
        int layers,
        int heads,
        int outcomes,
        List<Integer> edges,
        int asOfCode) {

    private static final double SLOWEST_FADING = 0.1;
    private static final double FASTEST_FADING = 1.6;

    public NetworkShape {
        edges = List.copyOf(edges);
        valued = valued.isEmpty() ? List.of(Vocabulary.PAD) : List.copyOf(valued);
        if (width % (2 * heads) != 0 || width % 4 != 0) {
            throw new IllegalArgumentException(
                    "width: expected a multiple of 4 and of " + 2 * heads + ", got " + width);
        }
    }

    /** Number of codes. */
    public int codes() {
        return parents.length;
    }

    /** 1 where {@link #parents} names a parent, 0 where it is padding, {@code (codes, widest, 1)}. */
    float[][][] known() {
        float[][][] known = new float[parents.length][parents[0].length][1];
        for (int code = 0; code < known.length; code++) {
            for (int p = 0; p < known[code].length; p++) {
                known[code][p][0] = parents[code][p] == 0 ? 0 : 1;
            }
        }
        return known;
    }

    /** 1 in the column of each valued code, {@code (codes, valued)}. */
    float[][] columns() {
        float[][] columns = new float[codes()][valued.size()];
        for (int column = 0; column < valued.size(); column++) {
            columns[valued.get(column)][column] = 1;
        }
        return columns;
    }

    /** How fast a head forgets, in nats of its scores per year: the first never, the others at rates from slow to fast. */
    double fading(int head) {
        return fading(head, heads);
    }

    /** The same, of one of so many heads. */
    public static double fading(int head, int heads) {
        double share = heads == 2 ? 0.5 : (head - 1.0) / (heads - 2);
        return head == 0 ? 0 : SLOWEST_FADING * Math.pow(FASTEST_FADING / SLOWEST_FADING, share);
    }

    /** Number of hazard bins. */
    public int hazardBins() {
        return edges.size();
    }

    /** Width of bin {@code k} in years. */
    public double binYears(int k) {
        int from = k == 0 ? 0 : edges.get(k - 1);
        return (edges.get(k) - from) / Hazards.DAYS_PER_YEAR;
    }
}
