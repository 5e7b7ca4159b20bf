package org.prodrome.cohort.oracle;

/**
 * What is left of a person's values on a day after the effects of all present states, and how much a further effect would explain. A
 * person's own offset is integrated out: with weights w, offset variance b and k = b / (1 + b sum w), the log likelihood gained by an
 * effect e is {@code sum g e - (sum w e^2 - k (sum w e)^2) / 2}, where {@code g = w (r - k sum w r)}.
 */
final class Residuals {
    private final Series[] series;
    private final int[] counts;
    private final double[] shrink;
    private final double[][] left;
    private final double[][] gains;
    private final boolean[] isStale;
    private final long[] keys;

    Residuals(Series[] series, int day) {
        this.series = series;
        this.counts = new int[series.length];
        this.shrink = new double[series.length];
        this.left = new double[series.length][];
        this.gains = new double[series.length][];
        this.isStale = new boolean[series.length];
        this.keys = new long[series.length];
        for (int a = 0; a < series.length; a++) {
            counts[a] = series[a].until(day);
            left[a] = new double[counts[a]];
            gains[a] = new double[counts[a]];
            isStale[a] = true;
            double weights = 0;
            for (int i = 0; i < counts[a]; i++) {
                left[a][i] = series[a].deviation(i);
                weights += series[a].weight(i);
            }
            double between = series[a].analyte().between() * series[a].analyte().between();
            shrink[a] = between / (1 + between * weights);
        }
    }

    /** How many values of an analyte count. */
    int count(int analyte) {
        return counts[analyte];
    }

    /** Names the states whose effects on an analyte are taken out. */
    long key(int analyte) {
        return keys[analyte];
    }

    /** Takes an effect out (sign 1) or puts it back (sign -1). */
    void take(int analyte, double[] effect, int from, int sign, long state) {
        double[] values = left[analyte];
        for (int i = from; i < values.length; i++) {
            values[i] -= sign * effect[i];
        }
        keys[analyte] += sign * state;
        isStale[analyte] = true;
    }

    /** The part of the gain that is linear in the effect. */
    double gain(int analyte, double[] effect, int from) {
        double[] gain = gains(analyte);
        double sum = 0;
        for (int i = from; i < gain.length; i++) {
            sum += gain[i] * effect[i];
        }
        return sum;
    }

    /** The part that is quadratic in the effect: the same whatever else is present. */
    double cost(int analyte, double[] effect, int from) {
        double squares = 0;
        double sum = 0;
        for (int i = from; i < counts[analyte]; i++) {
            double weighted = series[analyte].weight(i) * effect[i];
            squares += weighted * effect[i];
            sum += weighted;
        }
        return (squares - shrink[analyte] * sum * sum) / 2;
    }

    private double[] gains(int analyte) {
        double[] gain = gains[analyte];
        if (isStale[analyte]) {
            isStale[analyte] = false;
            Series of = series[analyte];
            double sum = 0;
            for (int i = 0; i < gain.length; i++) {
                gain[i] = of.weight(i) * left[analyte][i];
                sum += gain[i];
            }
            for (int i = 0; i < gain.length; i++) {
                gain[i] -= of.weight(i) * shrink[analyte] * sum;
            }
        }
        return gain;
    }
}
