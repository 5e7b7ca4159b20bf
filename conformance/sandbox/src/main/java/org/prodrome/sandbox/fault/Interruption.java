package org.prodrome.sandbox.fault;

/** Something that goes wrong a number of times and then no more. */
public enum Interruption {
    /** A FHIR request is answered 503, without a Retry-After. */
    UNAVAILABLE,
    /** The connection breaks in the middle of an answer's body. */
    RESET_MID_BODY,
    /** The connection breaks before the answer to a create, which was stored. */
    LOST_ANSWER,
    /** The connection breaks in the middle of an export's file. */
    BULK_FILE_CUT
}
