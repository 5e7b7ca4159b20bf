package org.prodrome.reasoning.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.token.Tokens;

/**
 * What an analyte's value is expected to be of a patient of this sex and age with these diagnoses on record, and by how much values
 * scatter around that: a linear mixed model with an offset per patient (Laird and Ware, Biometrics 38:963, 1982).
 *
 * <p>What a diagnosis on record explains should not count twice: haemoglobin falls before and after colorectal cancer is found, and
 * says less of everything else in that patient. Values are the {@code z} of {@link Tokens}. Immutable and pure.
 *
 * @param years edges of the spans of time around a diagnosis, rising; before the first nothing is shifted, the last span has no end
 * @param diagnoses vocabulary ids that record each; the first of them on record is its day
 * @param analytes what was fitted
 */
public record ExpectedValues(List<Double> years, List<List<Integer>> diagnoses, List<Analyte> analytes) {

    private static final double DAYS_PER_YEAR = 365.25;
    private static final double FARTHEST_RATIO = 1e4;

    /** How many numbers {@link Analyte#level} has. */
    public static final int LEVELS = 4;

    public ExpectedValues {
        years = List.copyOf(years);
        diagnoses = diagnoses.stream().map(List::copyOf).toList();
        analytes = List.copyOf(analytes);
    }

    /**
     * One analyte.
     *
     * @param code vocabulary id
     * @param level factors of {@link ExpectedValues#features}, {@code (LEVELS)}
     * @param shifts what each diagnosis adds in each span around it, {@code (diagnoses, spans)}
     * @param within standard deviation of one patient's values
     * @param between standard deviation of patients' offsets
     */
    @SuppressWarnings("ArrayRecordComponent") // read from a file and never written to
    public record Analyte(int code, float[] level, float[][] shifts, double within, double between) {
        public Analyte {
            Objects.requireNonNull(level, "level");
            Arrays.stream(shifts).forEach(spans -> Objects.requireNonNull(spans, "shifts"));
        }

        private boolean scatters() {
            return Double.isFinite(within)
                    && Double.isFinite(between)
                    && within > 0
                    && between > 0
                    && within < FARTHEST_RATIO * between
                    && between < FARTHEST_RATIO * within;
        }
    }

    /** Expects nothing of any analyte. */
    static final ExpectedValues NONE = new ExpectedValues(List.of(), List.of(), List.of());

    /** What {@link Analyte#level} multiplies: one, being male, decades from 50, and both together. */
    public static double[] features(boolean male, double ageDays) {
        double decades = ageDays / DAYS_PER_YEAR / 10 - 5;
        return new double[] {1, male ? 1 : 0, decades, male ? decades : 0};
    }

    /** The span that an age is in around a diagnosis, -1 before the first. */
    public int span(double ageDays, double diagnosedAgeDays) {
        double since = (ageDays - diagnosedAgeDays) / DAYS_PER_YEAR;
        int span = -1;
        while (span + 1 < years.size() && since >= years.get(span + 1)) {
            span++;
        }
        return span;
    }

    /**
     * The ages at which diagnoses were first on record, {@code (diagnoses)}; NaN for what is not on record.
     *
     * @param now age in days; what is not strictly earlier is not seen
     */
    public float[] diagnosed(Tokens tokens, float now) {
        Map<Integer, Float> first = new HashMap<>();
        for (int i = tokens.length() - 1; i >= 0; i--) {
            if (tokens.ages()[i] < now) {
                first.put(tokens.codes()[i], tokens.ages()[i]);
            }
        }
        float[] ages = new float[diagnoses.size()];
        for (int d = 0; d < ages.length; d++) {
            ages[d] = (float) diagnoses.get(d).stream()
                    .mapToDouble(code -> first.getOrDefault(code, Float.NaN))
                    .filter(age -> !Double.isNaN(age))
                    .min()
                    .orElse(Double.NaN);
        }
        return ages;
    }

    /** By how much a value departs from what is expected, in the unit of {@code z}. */
    double departure(Analyte analyte, double z, double ageDays, boolean male, float[] diagnosed) {
        double departure = z;
        double[] features = features(male, ageDays);
        for (int i = 0; i < LEVELS; i++) {
            departure -= analyte.level()[i] * features[i];
        }
        for (int d = 0; d < diagnosed.length; d++) {
            int span = Float.isNaN(diagnosed[d]) ? -1 : span(ageDays, diagnosed[d]);
            departure -= span < 0 ? 0 : analyte.shifts()[d][span];
        }
        return departure;
    }

    /** By code of the vocabulary; null where none was fitted. */
    @Nullable
    Analyte[] byCode(int codes) {
        @Nullable Analyte[] byCode = new Analyte[codes];
        analytes.forEach(analyte -> byCode[analyte.code()] = analyte);
        return byCode;
    }

    /** Refuses what does not fit together. */
    void check(int vocabulary) {
        long codes = analytes.stream().map(Analyte::code).distinct().count();
        boolean fits = isRising(years)
                && codes == analytes.size()
                && diagnoses.stream().flatMap(List::stream).allMatch(code -> code >= 0 && code < vocabulary)
                && analytes.stream().allMatch(analyte -> fits(analyte, vocabulary));
        if (!fits) {
            throw new BrokenPackage(
                    ModelFiles.TREES
                            + ": expected: expected rising years, codes of the vocabulary, and of each analyte once finite numbers,"
                            + " as many as there are diagnoses and years, with deviations above 0 within "
                            + FARTHEST_RATIO
                            + " times each other",
                    null);
        }
    }

    /** Whether these are finite numbers, each above the one before. */
    public static boolean isRising(List<Double> years) {
        return years.stream().allMatch(Double::isFinite)
                && IntStream.range(1, years.size()).allMatch(i -> years.get(i) > years.get(i - 1));
    }

    private boolean fits(Analyte analyte, int vocabulary) {
        return analyte.code() >= 0
                && analyte.code() < vocabulary
                && analyte.scatters()
                && analyte.level().length == LEVELS
                && finite(analyte.level())
                && analyte.shifts().length == diagnoses.size()
                && Arrays.stream(analyte.shifts()).allMatch(spans -> spans.length == years.size() && finite(spans));
    }

    private static boolean finite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }
}
