package org.prodrome.reasoning.evaluation.baseline;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.prodrome.reasoning.statistics.SparseRow;
import org.prodrome.reasoning.timeline.NormalisedValue;

/** Counts and values up to one day. */
final class Tally {

    private static final Feature[] COUNTS = {Feature.COUNT_30, Feature.COUNT_180, Feature.COUNT_365, Feature.COUNT_ALL};
    private static final int SLOPE_DAYS = 1095;
    private static final double DAYS_PER_YEAR = 365.25;

    private final int age;
    private final Map<Integer, int[]> counts = new HashMap<>();
    private final Map<Integer, Values> values = new HashMap<>();
    private final Map<Integer, Double> personal = new HashMap<>();

    Tally(int age) {
        this.age = age;
    }

    /** An event of a concept (the first number) and all that stands above it. */
    void add(int[] concepts, int then, NormalisedValue value) {
        int days = age - then;
        for (int concept : concepts) {
            int[] count = counts.computeIfAbsent(concept, c -> new int[COUNTS.length]);
            for (int window = 0; window < COUNTS.length; window++) {
                count[window] += days <= COUNTS[window].windowDays() ? 1 : 0;
            }
        }
        if (value instanceof NormalisedValue.Number(double number, String unit)) {
            values.computeIfAbsent(concepts[0], c -> new Values()).add(then, number);
        }
    }

    void personal(int concept, double value) {
        personal.put(concept, value);
    }

    SparseRow row() {
        TreeMap<Integer, Double> columns = new TreeMap<>();
        counts.forEach((concept, count) -> {
            for (int window = 0; window < COUNTS.length; window++) {
                put(columns, COUNTS[window], concept, count[window]);
            }
        });
        values.forEach((concept, of) -> of.put(columns, concept));
        personal.forEach((concept, value) -> columns.put(Feature.PERSONAL.column(concept), value));
        int[] numbers = new int[columns.size()];
        float[] entries = new float[numbers.length];
        int i = 0;
        for (Map.Entry<Integer, Double> column : columns.entrySet()) {
            numbers[i] = column.getKey();
            entries[i++] = column.getValue().floatValue();
        }
        return new SparseRow(numbers, entries);
    }

    private static void put(Map<Integer, Double> columns, Feature feature, int concept, int count) {
        if (count > 0) {
            columns.put(feature.column(concept), (double) count);
        }
    }

    /** The numbers of one analyte in the order of time. */
    private final class Values {
        private double last;
        private double before = Double.NaN;
        private double smallest = Double.POSITIVE_INFINITY;
        private double largest = Double.NEGATIVE_INFINITY;
        private int lastAge = Integer.MIN_VALUE;
        private int n;
        private double sumX;
        private double sumY;
        private double sumXx;
        private double sumXy;

        void add(int then, double value) {
            if (then > lastAge && lastAge != Integer.MIN_VALUE) {
                before = last;
            }
            last = value;
            lastAge = then;
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
            if (age - then <= SLOPE_DAYS) {
                double x = (then - age) / DAYS_PER_YEAR;
                n++;
                sumX += x;
                sumY += value;
                sumXx += x * x;
                sumXy += x * value;
            }
        }

        void put(Map<Integer, Double> columns, int concept) {
            columns.put(Feature.LAST.column(concept), last);
            columns.put(Feature.SMALLEST.column(concept), smallest);
            columns.put(Feature.LARGEST.column(concept), largest);
            columns.put(Feature.DAYS_SINCE.column(concept), (double) age - lastAge);
            if (!Double.isNaN(before)) {
                columns.put(Feature.CHANGE.column(concept), last - before);
            }
            double spread = n * sumXx - sumX * sumX;
            if (n >= 2 && spread > 1e-6) {
                columns.put(Feature.SLOPE.column(concept), (n * sumXy - sumX * sumY) / spread);
            }
        }
    }
}
