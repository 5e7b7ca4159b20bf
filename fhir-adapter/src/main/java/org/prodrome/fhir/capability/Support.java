package org.prodrome.fhir.capability;

/** Whether a server says that it offers something. */
public enum Support {
    /** It says so. */
    OFFERED,
    /** It lists what it offers, and this is not among it. */
    NOT_OFFERED,
    /** It does not say. */
    UNKNOWN;

    static Support of(boolean offered) {
        return offered ? OFFERED : NOT_OFFERED;
    }
}
