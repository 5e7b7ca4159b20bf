package org.prodrome.reasoning.rule;

import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException;

/** A rule pack that can't be used: which file, where in it, what was expected and what was found. */
final class PackProblem {
    private PackProblem() {}

    static ReasoningException.BrokenRule in(String file, String message) {
        return in(file, message, null);
    }

    static ReasoningException.BrokenRule in(String file, String message, @Nullable Throwable cause) {
        return new ReasoningException.BrokenRule(file + ": " + message, cause);
    }
}
