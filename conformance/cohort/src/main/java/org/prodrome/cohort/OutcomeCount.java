package org.prodrome.cohort;

/**
 * Patients whose first record of one outcome falls before the reference date.
 *
 * @param ever with the outcome at any time
 * @param incident10Years first recorded within ten years before the reference date
 * @param incident5Years first recorded within five years before the reference date
 */
record OutcomeCount(String code, String display, int ever, int incident10Years, int incident5Years) {
    OutcomeCount plus(OutcomeCount other) {
        return new OutcomeCount(
                code,
                display,
                ever + other.ever,
                incident10Years + other.incident10Years,
                incident5Years + other.incident5Years);
    }
}
