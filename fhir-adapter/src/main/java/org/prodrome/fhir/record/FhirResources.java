package org.prodrome.fhir.record;

/**
 * The parsed resources behind a record, opaque on purpose: {@code reasoning.rule} alone opens them, for the CQL
 * engine. Immutable once built.
 */
public interface FhirResources {
    /** How many resources there are. */
    int count();
}
