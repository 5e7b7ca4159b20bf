package org.prodrome.cohort.oracle;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prodrome.cohort.planted.Analyte;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Panel;
import org.prodrome.cohort.planted.Sex;

/** What was recorded of one analyte in one person, by day, as deviations from the mean of that sex and age, on the analyte's scale. */
final class Series {
    private final Analyte analyte;
    private final int[] days;
    /** (recorded) */
    private final double[] deviations;
    /** (recorded): 1 / variance of the noise, rounding included. */
    private final double[] weights;

    private Series(Analyte analyte, Sex sex, SortedMap<Integer, Double> values) {
        this.analyte = analyte;
        this.days = values.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.deviations = new double[days.length];
        this.weights = new double[days.length];
        int i = 0;
        for (double value : values.values()) {
            deviations[i] = analyte.toScale(value) - analyte.mean(sex, Days.years(days[i]));
            weights[i] = 1 / (analyte.within() * analyte.within() + rounding(analyte, value));
            i++;
        }
    }

    /**
     * One series per analyte of the panel, in its order; empty where nothing was recorded.
     *
     * @param values by code and day; an alias counts as its analyte, a code nobody owns as nothing
     */
    static Series[] of(Panel panel, Sex sex, Map<String, ? extends SortedMap<Integer, Double>> values) {
        return panel.analytes().stream()
                .map(analyte -> new Series(analyte, sex, joined(analyte, values)))
                .toArray(Series[]::new);
    }

    Analyte analyte() {
        return analyte;
    }

    int size() {
        return days.length;
    }

    /** How many were recorded up to and including a day. */
    int until(int day) {
        int count = 0;
        while (count < days.length && days[count] <= day) {
            count++;
        }
        return count;
    }

    int day(int index) {
        return days[index];
    }

    double deviation(int index) {
        return deviations[index];
    }

    double weight(int index) {
        return weights[index];
    }

    private static SortedMap<Integer, Double> joined(
            Analyte analyte, Map<String, ? extends SortedMap<Integer, Double>> values) {
        SortedMap<Integer, Double> all = new TreeMap<>();
        values.forEach((code, byDay) -> {
            if (code.equals(analyte.loinc()) || analyte.aliases().contains(code)) {
                all.putAll(byDay);
            }
        });
        return all;
    }

    /** Variance of a rounding error, on the analyte's scale. */
    private static double rounding(Analyte analyte, double value) {
        double step = Math.pow(10, -analyte.decimals());
        double onScale = switch (analyte.scale()) {
            case LINEAR -> step;
            case LOG -> step / value;
        };
        return onScale * onScale / 12;
    }
}
