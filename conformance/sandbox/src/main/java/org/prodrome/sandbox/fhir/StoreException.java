package org.prodrome.sandbox.fhir;

/** A write or a search that the store refuses, by the reason for it. */
public abstract sealed class StoreException extends RuntimeException {

    private StoreException(String message) {
        super(message);
    }

    /** There is no such resource. */
    public static final class NotFound extends StoreException {
        NotFound(String type) {
            super(type + "/[id]: expected a resource of this id, found none");
        }
    }

    /** The resource has changed since the version that the writer saw. */
    public static final class StaleVersion extends StoreException {
        StaleVersion(String expected, String current) {
            super("If-Match: expected the current version " + current + ", got " + expected);
        }
    }

    /** More than one resource matches the condition of a conditional create. */
    public static final class Ambiguous extends StoreException {
        Ambiguous(String type, int matches) {
            super("If-None-Exist: expected at most one " + type + " to match, found " + matches);
        }
    }

    /** The search or the resource makes no sense to this server. */
    public static final class Invalid extends StoreException {
        Invalid(String message) {
            super(message);
        }
    }
}
