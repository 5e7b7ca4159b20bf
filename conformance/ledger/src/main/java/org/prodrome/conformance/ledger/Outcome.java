package org.prodrome.conformance.ledger;

import org.junit.platform.engine.TestExecutionResult;

/** How a test ended, from best to worst. */
enum Outcome {
    PASSED,
    SKIPPED,
    ABORTED,
    FAILED;

    static Outcome of(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> PASSED;
            case ABORTED -> ABORTED;
            case FAILED -> FAILED;
        };
    }

    Outcome worse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
