package org.prodrome.reasoning.evaluation;

/**
 * Patients behind some rows: what decides whether figures of these rows are shown, for a patient may have many rows.
 *
 * @param with at least one row followed by the event
 * @param without none
 */
record PatientCell(int with, int without) {

    int smaller() {
        return Math.min(with, without);
    }
}
