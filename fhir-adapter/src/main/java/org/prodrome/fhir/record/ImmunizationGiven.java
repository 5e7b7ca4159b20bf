package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * An Immunization with status completed.
 *
 * @param time when it was given, else recorded
 * @param recorded when it was first written down, or null
 */
public record ImmunizationGiven(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable EventTime recorded) implements ClinicalEvent {}
