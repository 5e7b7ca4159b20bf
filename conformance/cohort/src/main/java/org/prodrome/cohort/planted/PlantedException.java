package org.prodrome.cohort.planted;

import org.jspecify.annotations.Nullable;

/** A planted file that cannot be used: the message names the file, the field, what was expected and what came. */
public final class PlantedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlantedException(String message) {
        this(message, null);
    }

    PlantedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new PlantedException(message);
        }
    }

    /** A number nobody can trace is not planted. */
    static void requireSource(@Nullable String source, String field) {
        require(
                source != null && source.length() >= 10,
                field + ".source: expected a citation or a stated choice, got none");
    }
}
