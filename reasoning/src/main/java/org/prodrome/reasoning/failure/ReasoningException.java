package org.prodrome.reasoning.failure;

import org.jspecify.annotations.Nullable;

/**
 * The module's one exception.
 *
 * <p>Messages name the field or file, what was expected and what came; never a patient's data. Expected clinical
 * outcomes (insufficient data, abstention) are values, not exceptions.
 */
public abstract sealed class ReasoningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ReasoningException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A data file of ours (concepts, units, outcomes, configurations) is not as it must be. */
    public static final class BrokenDataFile extends ReasoningException {

        private static final long serialVersionUID = 1L;

        public BrokenDataFile(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A model package or something in it is missing, changed or unreadable. */
    public static final class BrokenPackage extends ReasoningException {

        private static final long serialVersionUID = 1L;

        public BrokenPackage(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A rule, value set or golden case is not as it must be. */
    public static final class BrokenRule extends ReasoningException {

        private static final long serialVersionUID = 1L;

        public BrokenRule(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Data that must not or cannot be used, for example an export without a de-identification report. */
    public static final class RefusedData extends ReasoningException {

        private static final long serialVersionUID = 1L;

        public RefusedData(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
