package org.prodrome.reasoning.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Rows of one task as columns; nobody in them has the diagnosis yet.
 *
 * @param patients hash of the pseudonym
 * @param years age on the index date
 * @param sex word for the sex
 * @param race word for race or ethnicity
 * @param days to the diagnosis or to the end of observation
 * @param events diagnosed within the horizon
 * @param weights inverse probability of being observed; 0 for a row lost before the horizon
 * @param probabilities by predictor, NaN for no answer
 */
record TaskRows(
        long[] patients,
        double[] years,
        String[] sex,
        String[] race,
        double[] days,
        boolean[] events,
        double[] weights,
        Map<String, double[]> probabilities) {

    int size() {
        return patients.length;
    }

    double[] of(String predictor) {
        double[] column = probabilities.get(predictor);
        if (column == null) {
            throw new IllegalArgumentException("rows: expected a column of " + predictor);
        }
        return column;
    }

    /** Rows followed by the event; of one patient there may be several. */
    int eventCount() {
        return (int) IntStream.range(0, size())
                .filter(i -> events[i] && weights[i] > 0)
                .count();
    }

    /** Rows whose outcome is known. */
    int known() {
        return (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
    }

    int patientCount() {
        return (int) Arrays.stream(patients).distinct().count();
    }

    /** Patients of the rows that fit and whose outcome is known. */
    PatientCell cell(IntPredicate fits) {
        Set<Long> all = new HashSet<>();
        Set<Long> with = new HashSet<>();
        for (int i = 0; i < size(); i++) {
            if (weights[i] > 0 && fits.test(i)) {
                all.add(patients[i]);
                if (events[i]) {
                    with.add(patients[i]);
                }
            }
        }
        return new PatientCell(with.size(), all.size() - with.size());
    }

    /** Patients of all rows whose outcome is known. */
    PatientCell cell() {
        return cell(i -> true);
    }

    /** Patients of rows followed by the event, by group. */
    Map<String, Set<Long>> patientsWith(IntFunction<String> group) {
        Map<String, Set<Long>> with = new HashMap<>();
        IntStream.range(0, size())
                .filter(i -> events[i] && weights[i] > 0)
                .forEach(i -> with.computeIfAbsent(group.apply(i), first -> new HashSet<>())
                        .add(patients[i]));
        return with;
    }

    /** Share of events, by weight. */
    double prevalence() {
        double happened = IntStream.range(0, size())
                .mapToDouble(i -> events[i] ? weights[i] : 0)
                .sum();
        return happened / Arrays.stream(weights).sum();
    }

    boolean[] knownRows() {
        boolean[] known = new boolean[size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = weights[i] > 0;
        }
        return known;
    }

    /** The rows that fit. */
    TaskRows where(IntPredicate fits) {
        int[] rows = IntStream.range(0, size()).filter(fits).toArray();
        Map<String, double[]> columns = new LinkedHashMap<>();
        probabilities.forEach((name, column) -> columns.put(name, picked(column, rows)));
        boolean[] happened = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            happened[i] = events[rows[i]];
        }
        return new TaskRows(
                Arrays.stream(rows).mapToLong(i -> patients[i]).toArray(),
                picked(years, rows),
                Arrays.stream(rows).mapToObj(i -> sex[i]).toArray(String[]::new),
                Arrays.stream(rows).mapToObj(i -> race[i]).toArray(String[]::new),
                picked(days, rows),
                happened,
                picked(weights, rows),
                columns);
    }

    private static double[] picked(double[] column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> column[i]).toArray();
    }
}
