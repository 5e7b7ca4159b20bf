package org.prodrome.reasoning.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Percentile intervals by resampling whole patients: rows of one patient are not independent.
 *
 * <p>Runs on all cores; the same seed gives the same interval on any number of them.
 */
public final class Bootstrap {

    private static final double TAIL = 0.025;

    private final int[] patientOfRow;
    private final int patients;
    private final double[] weights;
    private final int replicates;
    private final long seed;

    /**
     * Ready to resample.
     *
     * @param patientOfRow patient of each row
     * @param weights weight of each row
     * @param replicates how many resamples, 200 and up for a stable interval
     */
    public Bootstrap(long[] patientOfRow, double[] weights, int replicates, long seed) {
        Map<Long, Integer> places = new HashMap<>();
        this.patientOfRow = Arrays.stream(patientOfRow)
                .mapToInt(patient -> places.computeIfAbsent(patient, p -> places.size()))
                .toArray();
        this.patients = places.size();
        this.weights = weights.clone();
        this.replicates = replicates;
        this.seed = seed;
    }

    /** The interval of a measure that is a function of row weights. */
    public Interval interval(ToDoubleFunction<double[]> measure) {
        double[] values = IntStream.range(0, replicates)
                .parallel()
                .mapToDouble(replicate -> measure.applyAsDouble(resampled(replicate)))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (values.length < replicates / 2 || values.length == 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        return new Interval(at(values, TAIL), at(values, 1 - TAIL));
    }

    /**
     * Seeds are drawn, not counted up: SplittableRandom steps by 0x9E3779B97F4A7C15, so that seeds a multiple of it apart
     * would give every replicate nearly the same draws and far too narrow intervals.
     */
    private double[] resampled(int replicate) {
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed + replicate).nextLong());
        int[] times = new int[patients];
        for (int i = 0; i < patients; i++) {
            times[random.nextInt(patients)]++;
        }
        double[] resampled = new double[weights.length];
        for (int row = 0; row < resampled.length; row++) {
            resampled[row] = weights[row] * times[patientOfRow[row]];
        }
        return resampled;
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
