package org.prodrome.reasoning.rule;

import org.jspecify.annotations.Nullable;

/** A rule pack that can't be used: which file, where in it, what was expected and what was found. */
public final class RulePackException extends RuntimeException {
    private final String file;

    RulePackException(String file, String message) {
        this(file, message, null);
    }

    RulePackException(String file, String message, @Nullable Throwable cause) {
        super(file + ": " + message, cause);
        this.file = file;
    }

    /** The file at fault, relative to the pack. */
    public String file() {
        return file;
    }
}
