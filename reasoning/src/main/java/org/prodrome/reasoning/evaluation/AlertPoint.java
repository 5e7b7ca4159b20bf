package org.prodrome.reasoning.evaluation;

/**
 * What alerting at one threshold asks of people and brings.
 *
 * @param rule how the threshold was chosen on the tuning rows
 * @param threshold NaN when no threshold fulfils the rule
 * @param per1000IndexDates alerts
 * @param per1000PersonYears alerts, each patient asked on the first visit at or after a random day of each year; in use every visit is asked
 * @param precision PPV
 * @param alertsPerCase 1/PPV: alerts looked at for each right one
 * @param sensitivity index dates followed by the event that were alerted on
 */
record AlertPoint(
        String rule,
        double threshold,
        Figure per1000IndexDates,
        Figure per1000PersonYears,
        Figure precision,
        Figure alertsPerCase,
        Figure sensitivity) {

    /** With so many index dates in a person-year; NaN where that isn't known. */
    AlertPoint inPersonTime(double datesPerPersonYear) {
        Figure alerts = Double.isNaN(datesPerPersonYear)
                ? Figure.none("person-time is not known")
                : per1000IndexDates.times(datesPerPersonYear);
        return new AlertPoint(rule, threshold, per1000IndexDates, alerts, precision, alertsPerCase, sensitivity);
    }
}
