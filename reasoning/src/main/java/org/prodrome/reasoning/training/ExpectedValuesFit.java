package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ExpectedValues;
import org.prodrome.reasoning.model.ExpectedValues.Analyte;
import org.prodrome.reasoning.statistics.Cholesky;
import org.prodrome.reasoning.token.Courses;

/**
 * Fits {@link ExpectedValues} to each training patient's longest sequence: generalised least squares with an offset per patient, and
 * the two deviations from what is left, in turns.
 *
 * <p>The deviations are robust ones, of medians and quartiles: a disease that nobody has recorded yet moves single values far. Only
 * where most values repeat the one before is the root mean square taken instead of the median. Shifts are shrunk: their prior
 * deviation is half of what values scatter.
 */
final class ExpectedValuesFit {

    private static final int ROUNDS = 3;
    private static final int FEWEST_PATIENTS = 100;
    private static final int FEWEST_OF_A_MEAN = 4;
    private static final double NORMAL_MEDIAN = 0.6745;
    private static final double NORMAL_QUARTILES = 1.349;
    private static final double LEAST_RATIO = 0.1;
    private static final double LEAST = 1e-3;
    private static final double SHRINKAGE = 4;

    private final ExpectedValues form;
    private final int columns;
    private final List<PatientSequence> patients;
    private final List<float[]> diagnosed;

    private ExpectedValuesFit(ExpectedValues form, List<PatientSequence> patients) {
        this.form = form;
        this.patients = patients;
        columns = ExpectedValues.LEVELS + form.diagnoses().size() * form.years().size();
        diagnosed = patients.stream()
                .map(sequence -> form.diagnosed(sequence.tokens(), sequence.asOfAge() + 1))
                .toList();
    }

    /**
     * Fits all analytes of a vocabulary that enough patients have.
     *
     * @param years edges of the spans around a diagnosis
     * @param diagnoses vocabulary ids that record each
     */
    static ExpectedValues fit(SequenceData data, List<Double> years, List<List<Integer>> diagnoses) {
        ExpectedValues form = new ExpectedValues(years, diagnoses, List.of());
        ExpectedValuesFit fit = new ExpectedValuesFit(form, longest(data.training()));
        List<Analyte> analytes = IntStream.range(0, data.vocabulary().size())
                .filter(code -> data.vocabulary().entries().get(code).values() != null)
                .parallel()
                .mapToObj(fit::analyte)
                .filter(Objects::nonNull)
                .toList();
        return new ExpectedValues(years, diagnoses, analytes);
    }

    private static List<PatientSequence> longest(List<PatientSequence> sequences) {
        Map<Long, PatientSequence> longest = new LinkedHashMap<>();
        for (PatientSequence sequence : sequences) {
            longest.merge(sequence.patient(), sequence, (a, b) -> a.asOfAge() >= b.asOfAge() ? a : b);
        }
        return List.copyOf(longest.values());
    }

    /**
     * One patient's values of an analyte.
     *
     * @param features per value, {@code (values, LEVELS)}
     * @param shifted columns of the diagnoses' shifts that each value has, {@code (values, 0 and more)}
     */
    @SuppressWarnings("ArrayRecordComponent") // made and read here alone
    private record Series(double[] z, double[][] features, int[][] shifted) {
        /** The columns of a value that are not 0. */
        int[] used(int value) {
            int[] used = new int[ExpectedValues.LEVELS + shifted[value].length];
            for (int i = 0; i < used.length; i++) {
                used[i] = i < ExpectedValues.LEVELS ? i : shifted[value][i - ExpectedValues.LEVELS];
            }
            return used;
        }

        /** What stands in the n-th of them. */
        double factor(int value, int n) {
            return n < ExpectedValues.LEVELS ? features[value][n] : 1;
        }
    }

    private @Nullable Analyte analyte(int code) {
        List<Series> all = new ArrayList<>();
        for (int p = 0; p < patients.size(); p++) {
            Series series = series(patients.get(p), diagnosed.get(p), code);
            if (series.z().length > 0) {
                all.add(series);
            }
        }
        long known = all.stream()
                .filter(series -> series.z().length >= FEWEST_OF_A_MEAN)
                .count();
        return known < FEWEST_PATIENTS ? null : fitted(code, all);
    }

    private Series series(PatientSequence patient, float[] ages, int code) {
        Courses courses = patient.tokens().courses();
        int[] places = IntStream.range(0, courses.length())
                .filter(i -> courses.codes()[i] == code)
                .toArray();
        double[] z = new double[places.length];
        double[][] features = new double[places.length][];
        int[][] shifted = new int[places.length][];
        for (int i = 0; i < places.length; i++) {
            float age = courses.ages()[places[i]];
            z[i] = courses.z()[places[i]];
            features[i] = ExpectedValues.features(patient.tokens().male(), age);
            shifted[i] = IntStream.range(0, ages.length)
                    .filter(d -> !Float.isNaN(ages[d]) && form.span(age, ages[d]) >= 0)
                    .map(d -> ExpectedValues.LEVELS + d * form.years().size() + form.span(age, ages[d]))
                    .toArray();
        }
        return new Series(z, features, shifted);
    }

    private Analyte fitted(int code, List<Series> all) {
        double within = 1;
        double between = 2;
        double[] factors = new double[columns];
        for (int round = 0; round < ROUNDS; round++) {
            factors = factors(all, within * within, between * between);
            within = within(all, factors);
            between = between(all, factors, within);
            within = Math.max(within, Math.max(LEAST, LEAST_RATIO * between));
            between = Math.max(between, LEAST_RATIO * within);
        }
        float[] level = new float[ExpectedValues.LEVELS];
        for (int i = 0; i < level.length; i++) {
            level[i] = (float) factors[i];
        }
        int spans = form.years().size();
        float[][] shifts = new float[form.diagnoses().size()][spans];
        for (int d = 0; d < shifts.length; d++) {
            for (int s = 0; s < spans; s++) {
                shifts[d][s] = (float) factors[ExpectedValues.LEVELS + d * spans + s];
            }
        }
        return new Analyte(code, level, shifts, within, between);
    }

    /** Generalised least squares: the inverse covariance of a patient's values is {@code (I - share 11') / withinVariance}. */
    private double[] factors(List<Series> all, double withinVariance, double betweenVariance) {
        double[][] products = new double[columns][columns];
        double[] right = new double[columns];
        double[] sums = new double[columns];
        for (Series series : all) {
            int count = series.z().length;
            double sum = 0;
            Arrays.fill(sums, 0);
            BitSet touched = new BitSet(columns);
            for (int i = 0; i < count; i++) {
                sum += series.z()[i];
                int[] used = series.used(i);
                for (int a = 0; a < used.length; a++) {
                    double factor = series.factor(i, a);
                    touched.set(used[a]);
                    sums[used[a]] += factor;
                    right[used[a]] += factor * series.z()[i];
                    for (int b = 0; b < used.length; b++) {
                        products[used[a]][used[b]] += factor * series.factor(i, b);
                    }
                }
            }
            double share = betweenVariance / (withinVariance + count * betweenVariance);
            int[] used = touched.stream().toArray();
            for (int a : used) {
                right[a] -= share * sums[a] * sum;
                for (int b : used) {
                    products[a][b] -= share * sums[a] * sums[b];
                }
            }
        }
        for (int column = 0; column < columns; column++) {
            products[column][column] += column < ExpectedValues.LEVELS
                    ? LEAST
                    : SHRINKAGE * withinVariance / (withinVariance + betweenVariance);
        }
        return Cholesky.solve(products, right);
    }

    private static double[] departures(Series series, double[] factors) {
        double[] departures = series.z().clone();
        for (int i = 0; i < departures.length; i++) {
            for (int f = 0; f < ExpectedValues.LEVELS; f++) {
                departures[i] -= factors[f] * series.features()[i][f];
            }
            for (int column : series.shifted()[i]) {
                departures[i] -= factors[column];
            }
        }
        return departures;
    }

    /** Of differences between one value and the next. */
    private static double within(List<Series> all, double[] factors) {
        double[] differences = all.stream()
                .flatMapToDouble(series -> {
                    double[] departures = departures(series, factors);
                    return IntStream.range(1, departures.length)
                            .mapToDouble(i -> Math.abs(departures[i] - departures[i - 1]));
                })
                .sorted()
                .toArray();
        double median = differences[differences.length / 2];
        double root = Math.sqrt(2);
        return median > LEAST
                ? median / NORMAL_MEDIAN / root
                : Math.sqrt(Arrays.stream(differences).map(d -> d * d).average().orElse(0)) / root;
    }

    /** Of the means of patients with several values, less what the values' own scatter adds to them. */
    private static double between(List<Series> all, double[] factors, double within) {
        List<Series> known = all.stream()
                .filter(series -> series.z().length >= FEWEST_OF_A_MEAN)
                .toList();
        double[] means = known.stream()
                .mapToDouble(series ->
                        Arrays.stream(departures(series, factors)).average().orElse(0))
                .sorted()
                .toArray();
        double deviation = (means[3 * means.length / 4] - means[means.length / 4]) / NORMAL_QUARTILES;
        double noise = known.stream()
                .mapToDouble(series -> within * within / series.z().length)
                .average()
                .orElse(0);
        return Math.sqrt(Math.max(0, deviation * deviation - noise));
    }
}
