package org.prodrome.cohort.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Cases observed over cases expected, with a 95 % interval from resampled people: the days of one person are alike, and so are the
 * diseases that are asked about on one day.
 */
record Calibration(double ratio, double low, double high) {
    private static final int RESAMPLES = 1000;
    private static final double TAIL = 0.025;
    private static final long SEED = 1;

    /** Of the rows on which one of these questions has an answer. */
    static Calibration of(List<CheckRow> rows, int... questions) {
        Map<Long, Sums> byPerson = new TreeMap<>();
        for (CheckRow row : rows) {
            byPerson.computeIfAbsent(row.person(), person -> new Sums()).add(row, questions);
        }
        Sums[] people = byPerson.values().toArray(Sums[]::new);
        var all = new Sums();
        for (Sums person : people) {
            all.add(person);
        }
        double[] ratios = resampled(people);
        int out = (int) (RESAMPLES * TAIL);
        return new Calibration(all.ratio(), ratios[out], ratios[RESAMPLES - 1 - out]);
    }

    private static double[] resampled(Sums[] people) {
        var random = new SplittableRandom(SEED);
        double[] ratios = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            var drawn = new Sums();
            for (int n = 0; n < people.length; n++) {
                drawn.add(people[random.nextInt(people.length)]);
            }
            ratios[i] = drawn.ratio();
        }
        Arrays.sort(ratios);
        return ratios;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratio, low, high);
    }

    /** Of one person, or of many. */
    private static final class Sums {
        private double observed;
        private double expected;

        void add(CheckRow row, int... questions) {
            for (int q : questions) {
                if (row.given().get(q).isGiven()) {
                    observed += row.happened().get(q) ? row.weight() : 0;
                    expected += row.weight() * row.given().get(q).probability();
                }
            }
        }

        void add(Sums other) {
            observed += other.observed;
            expected += other.expected;
        }

        double ratio() {
            return observed / expected;
        }
    }
}
