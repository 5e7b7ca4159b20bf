package org.prodrome.fhir.mapping;

/** Why a resource that was read became no event. */
enum Excluded {
    ENTERED_IN_ERROR,
    REFUTED,
    NOT_DONE
}
