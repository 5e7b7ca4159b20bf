package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.statistics.Curve;
import org.prodrome.reasoning.statistics.Medians;

/** Months from the first alert within the horizon to the diagnosis, per case; 0 where there was none. */
final class LeadMonths {

    private static final double DAYS_PER_MONTH = 365.25 / 12;

    private final int[] rowOfCase;
    private final double[] months;

    /** At NaN nobody is alerted. */
    LeadMonths(TaskRows rows, double[] probabilities, double threshold) {
        Map<Long, Integer> rowOf = new LinkedHashMap<>();
        Map<Long, Double> monthsOf = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            if (rows.events()[row] && rows.weights()[row] > 0) {
                rowOf.putIfAbsent(rows.patients()[row], row);
                double lead = probabilities[row] >= threshold ? rows.days()[row] / DAYS_PER_MONTH : 0;
                monthsOf.merge(rows.patients()[row], lead, Math::max);
            }
        }
        rowOfCase = rowOf.values().stream().mapToInt(Integer::intValue).toArray();
        months = monthsOf.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    int cases() {
        return months.length;
    }

    /**
     * Share alerted, median months of those, mean months of all.
     *
     * @param drawn how often each row counts
     */
    double[] measure(double[] drawn) {
        double cases = 0;
        double alerted = 0;
        double sum = 0;
        double[] weights = new double[months.length];
        for (int i = 0; i < months.length; i++) {
            double times = drawn[rowOfCase[i]];
            cases += times;
            sum += times * months[i];
            weights[i] = months[i] > 0 ? times : 0;
            alerted += weights[i];
        }
        return cases > 0
                ? new double[] {alerted / cases, Medians.weighted(months, weights), sum / cases}
                : new double[] {Double.NaN, Double.NaN, Double.NaN};
    }

    /** Share of cases alerted at least so many months before, for each month up to the longest. */
    List<Curve.Point> reached() {
        List<Curve.Point> points = new ArrayList<>();
        double longest = Arrays.stream(months).max().orElse(0);
        for (int month = 0; month <= Math.ceil(longest); month++) {
            int least = month;
            long count = Arrays.stream(months)
                    .filter(lead -> lead > 0 && lead >= least)
                    .count();
            points.add(new Curve.Point(month, months.length == 0 ? 0 : (double) count / months.length));
        }
        return points;
    }
}
