package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * What the adapter cannot express as a value. Messages name the field, what was expected and what came; never patient
 * data, never a token.
 */
public abstract sealed class FhirAdapterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FhirAdapterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A JSON text that is not the FHIR resource it should be. */
    public static final class Unreadable extends FhirAdapterException {
        private static final long serialVersionUID = 1L;

        public Unreadable(String message) {
            super(message, null);
        }
    }

    /** An export directory that cannot be read, or is not what it says. */
    public static final class ExportUnusable extends FhirAdapterException {
        private static final long serialVersionUID = 1L;

        public ExportUnusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A server's bulk export that did not come to its end; what is on disk stays, so that it can be gone on with. */
    public static final class ExportFailed extends FhirAdapterException {
        private static final long serialVersionUID = 1L;

        public ExportFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A data file of ours (rules, code maps) or a key file that breaks its own format. */
    public static final class DataFileUnusable extends FhirAdapterException {
        private static final long serialVersionUID = 1L;

        public DataFileUnusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Something was asked for that must not be done, such as writing for another patient. */
    public static final class Refused extends FhirAdapterException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message, null);
        }
    }
}
