package org.prodrome.conformance.ledger;

import java.util.Locale;

/** How a test ended, from best to worst. */
enum Outcome {
    PASSED,
    SKIPPED,
    ABORTED,
    FAILED;

    /** For people. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Outcome worse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
