package org.prodrome.reasoning.evaluation;

/**
 * What alerting at one threshold asks of people and brings. A row stands for one patient-year.
 *
 * @param rule how the threshold was chosen on the tuning rows
 * @param threshold NaN when no threshold fulfils the rule
 * @param per1000PatientYears alerts
 * @param precision PPV
 * @param alertsPerCase 1/PPV: alerts looked at for each right one
 * @param sensitivity events alerted
 */
record AlertPoint(
        String rule,
        double threshold,
        Figure per1000PatientYears,
        Figure precision,
        Figure alertsPerCase,
        Figure sensitivity) {}
