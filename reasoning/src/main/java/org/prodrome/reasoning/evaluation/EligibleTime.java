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
        double years = of(rows, outcome).years();
        return years > 0 ? rows.eligible(outcome).length / years : Double.NaN;
    }

    /** The time of those who have an index date. */
    PersonTime of(Rows rows, int outcome) {
        Set<Long> patients = new HashSet<>();
        return new PersonTime(Arrays.stream(rows.eligible(outcome))
                .mapToObj(i -> rows.all().get(i))
                .filter(row -> patients.add(row.life().patient()))
                .map(row -> stretch(row, outcome))
                .toList());
    }

    private PersonTime.Stretch stretch(IndexRow row, int outcome) {
        FollowUp life = row.life();
        double from = Math.max(life.firstAge() + (double) historyDays, fromAgeYears * DAYS_PER_YEAR);
        double to = Math.min(life.endAge(), POOLED_AGE_YEARS * DAYS_PER_YEAR);
        float diagnosed = life.outcomeAges()[outcome];
        double end = Float.isNaN(diagnosed) ? to : Math.min(to, diagnosed);
        return new PersonTime.Stretch(row.sex(), row.race(), from / DAYS_PER_YEAR, Math.max(from, end) / DAYS_PER_YEAR);
    }
}
