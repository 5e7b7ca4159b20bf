package org.prodrome.reasoning.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Percentile intervals by resampling whole patients: rows of one patient are not independent.
 *
 * <p>Runs on all cores; the same seed gives the same interval on any number of them.
 */
public final class Bootstrap {

    private final PatientDraws draws;
    private final int[] patientOfRow;
    private final double[] weights;

    /**
     * Resamples with draws that others share.
     *
     * @param patientOfRow patient of each row
     * @param weights weight of each row
     */
    public Bootstrap(PatientDraws draws, long[] patientOfRow, double[] weights) {
        this.draws = draws;
        this.patientOfRow = Arrays.stream(patientOfRow).mapToInt(draws::place).toArray();
        this.weights = weights.clone();
    }

    /**
     * Resamples with draws of its own.
     *
     * @param replicates how many resamples, 200 and up for a stable interval
     */
    public Bootstrap(long[] patientOfRow, double[] weights, int replicates, long seed) {
        this(new PatientDraws(patientOfRow, replicates, seed), patientOfRow, weights);
    }

    /** The interval of a measure that is a function of row weights. */
    public Interval interval(ToDoubleFunction<double[]> measure) {
        return Interval.of(values(rows -> new double[] {measure.applyAsDouble(rows)})[0]);
    }

    /** Several measures of the same row weights, on the sample itself and on each resample. */
    public List<Sampled> sampled(Function<double[], double[]> measures) {
        double[] point = measures.apply(weights.clone());
        double[][] values = values(measures);
        return IntStream.range(0, point.length)
                .mapToObj(i -> new Sampled(point[i], values[i]))
                .toList();
    }

    /** Several measures of the same resampled row weights, {@code (measures, replicates)}. */
    double[][] values(Function<double[], double[]> measures) {
        double[][] byReplicate = IntStream.range(0, draws.replicates())
                .parallel()
                .mapToObj(replicate -> measures.apply(resampled(replicate)))
                .toArray(double[][]::new);
        int width = byReplicate[0].length;
        double[][] values = new double[width][byReplicate.length];
        for (int replicate = 0; replicate < byReplicate.length; replicate++) {
            for (int measure = 0; measure < width; measure++) {
                values[measure][replicate] = byReplicate[replicate][measure];
            }
        }
        return values;
    }

    private double[] resampled(int replicate) {
        short[] times = draws.times(replicate);
        double[] resampled = new double[weights.length];
        for (int row = 0; row < resampled.length; row++) {
            resampled[row] = weights[row] * times[patientOfRow[row]];
        }
        return resampled;
    }
}
