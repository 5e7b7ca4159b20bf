package org.prodrome.cohort;

import org.jspecify.annotations.Nullable;

/** What stopped a cohort from being made, in one line for the person who asked for it. */
final class CohortException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CohortException(String message) {
        this(message, null);
    }

    CohortException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
