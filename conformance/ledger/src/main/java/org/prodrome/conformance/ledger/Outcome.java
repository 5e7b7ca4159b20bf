package org.prodrome.conformance.ledger;

/** How a test ended, from best to worst. */
enum Outcome {
    PASSED,
    SKIPPED,
    ABORTED,
    FAILED;

    Outcome worse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
