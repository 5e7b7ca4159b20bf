package org.prodrome.reasoning.token;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A bounded uniform sample of one analyte's values (reservoir), so that memory doesn't grow with the data. */
final class ValueSample {

    private static final int CAPACITY = 20_000;
    private static final int FEWEST = 30;
    private static final int DECILES = 10;
    private static final double LONG_TAIL = 0.15;

    private final String unit;
    private final SplittableRandom random;
    private double[] kept = new double[64];
    private long seen;

    ValueSample(String unit, long seed) {
        this.unit = unit;
        this.random = new SplittableRandom(seed);
    }

    void add(double value) {
        if (seen < CAPACITY) {
            if (seen == kept.length) {
                kept = Arrays.copyOf(kept, Math.min(CAPACITY, kept.length * 2));
            }
            kept[(int) seen] = value;
        } else {
            long place = random.nextLong(seen + 1);
            if (place < CAPACITY) {
                kept[(int) place] = value;
            }
        }
        seen++;
    }

    int size() {
        return (int) Math.min(seen, CAPACITY);
    }

    /** Bins from the sample, or null when it has too few values. */
    @Nullable
    ValueBins bins(List<Double> forced, int firstBin) {
        if (size() < FEWEST) {
            return null;
        }
        double[] sorted = Arrays.copyOf(kept, size());
        Arrays.sort(sorted);
        TreeSet<Double> edges = new TreeSet<>(forced);
        for (int decile = 1; decile < DECILES; decile++) {
            double edge = quantile(sorted, decile / (double) DECILES);
            if (edge > sorted[0]) {
                edges.add(edge);
            }
        }
        boolean logarithmic = hasLongUpperTail(sorted);
        double[] scaled = logarithmic ? Arrays.stream(sorted).map(Math::log).toArray() : sorted;
        double iqr = quantile(scaled, 0.75) - quantile(scaled, 0.25);
        double median = quantile(scaled, 0.5);
        double spread = iqr > 0 ? iqr : Math.max(Math.abs(median) * 0.1, 1e-3);
        return new ValueBins(unit, median, spread, List.copyOf(edges), firstBin, logarithmic);
    }

    /** Kelly's coefficient of skewness: how much wider the upper two fifths are than the lower two, from -1 to 1. */
    private static boolean hasLongUpperTail(double[] sorted) {
        double low = quantile(sorted, 0.1);
        double high = quantile(sorted, 0.9);
        double skewness = (high + low - 2 * quantile(sorted, 0.5)) / (high - low);
        return sorted[0] > 0 && skewness > LONG_TAIL;
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
