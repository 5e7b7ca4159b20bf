package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * A Procedure that took or takes place.
 *
 * @param time when it was performed (start of a period)
 * @param status FHIR status code
 */
public record ProcedureDone(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        String status) implements ClinicalEvent {}
