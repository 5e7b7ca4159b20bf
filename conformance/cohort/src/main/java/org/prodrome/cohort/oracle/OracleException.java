package org.prodrome.cohort.oracle;

import org.jspecify.annotations.Nullable;

/** What stopped the oracle, in one line for the person who asked: the file or field, what was expected, what came. */
final class OracleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OracleException(String message) {
        this(message, null);
    }

    OracleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
