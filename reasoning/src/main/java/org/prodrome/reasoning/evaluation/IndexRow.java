package org.prodrome.reasoning.evaluation;

import java.time.LocalDate;
import java.util.Locale;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.training.FollowUp;

/**
 * One patient on one index date.
 *
 * @param life what came after
 * @param age age in days on the index date
 * @param race word for race or ethnicity
 */
record IndexRow(FollowUp life, int age, String race) {

    private static final double DAYS_PER_DECADE = 3652.5;
    private static final double DAYS_PER_YEAR = 365.25;

    /** Of a patient whose race and ethnicity aren't known. */
    IndexRow(FollowUp life, int age) {
        this(life, age, Races.UNKNOWN);
    }

    LocalDate date() {
        return life.birth().plusDays(age);
    }

    /** Word for the sex. */
    String sex() {
        return life.sex().name().toLowerCase(Locale.ROOT);
    }

    double years() {
        return age / DAYS_PER_YEAR;
    }

    /** Already diagnosed on or before the index date: there is nothing to foretell. */
    boolean prevalent(int outcome) {
        return life.outcomeAges()[outcome] <= age;
    }

    /** Days to the diagnosis or to the end of observation, whichever is first. */
    double days(int outcome) {
        double diagnosed = life.outcomeAges()[outcome];
        return (Double.isNaN(diagnosed) ? life.endAge() : Math.min(diagnosed, life.endAge())) - age;
    }

    /** Whether the diagnosis ends the time of {@link #days}. */
    boolean diagnosed(int outcome) {
        double diagnosed = life.outcomeAges()[outcome];
        return !Double.isNaN(diagnosed) && diagnosed <= life.endAge();
    }

    /** Observation ended before the horizon, without diagnosis and alive. */
    boolean censored(int outcome, int horizonDays) {
        return !diagnosed(outcome) && !life.died() && days(outcome) < horizonDays;
    }

    /** Diagnosed in (index, index + horizon]. */
    boolean event(int outcome, int horizonDays) {
        return diagnosed(outcome) && days(outcome) <= horizonDays;
    }

    /** Age in decades, its square, male, and age in decades of men. */
    double[] ageAndSex() {
        double decades = age / DAYS_PER_DECADE;
        double male = life.sex() == Demographics.Sex.MALE ? 1 : 0;
        return new double[] {decades, decades * decades, male, male * decades};
    }
}
