package org.prodrome.reasoning.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.prodrome.reasoning.training.FollowUp;

/**
 * Person-time in which a patient could be asked about: from the first eligible day to the end of follow-up or the diagnosis.
 *
 * @param fromAgeYears youngest age asked about
 * @param historyDays least time since the first event
 */
record EligibleTime(int fromAgeYears, int historyDays) {

    private static final double DAYS_PER_YEAR = 365.25;

    /** From this age on ages are pooled, and nobody is asked about. */
    private static final int POOLED_AGE_YEARS = 90;

    /** Index dates of a person-year, of those who have any; NaN without any. */
    double datesPerYear(Rows rows, int outcome) {
        Set<Long> patients = new HashSet<>();
        int[] eligible = rows.eligible(outcome);
        double years = Arrays.stream(eligible)
                .mapToObj(i -> rows.all().get(i).life())
                .filter(life -> patients.add(life.patient()))
                .mapToDouble(life -> years(life, outcome))
                .sum();
        return years > 0 ? eligible.length / years : Double.NaN;
    }

    private double years(FollowUp life, int outcome) {
        double from = Math.max(life.firstAge() + (double) historyDays, fromAgeYears * DAYS_PER_YEAR);
        double to = Math.min(life.endAge(), POOLED_AGE_YEARS * DAYS_PER_YEAR);
        float diagnosed = life.outcomeAges()[outcome];
        return Math.max(0, (Float.isNaN(diagnosed) ? to : Math.min(to, diagnosed)) - from) / DAYS_PER_YEAR;
    }
}
