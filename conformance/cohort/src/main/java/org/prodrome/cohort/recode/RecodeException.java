package org.prodrome.cohort.recode;

import org.jspecify.annotations.Nullable;

/** What stopped a copy from being made, in one line for the person who asked for it. */
final class RecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecodeException(String message) {
        this(message, null);
    }

    RecodeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
