package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/** An Immunization with status completed. */
public record ImmunizationGiven(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time) implements ClinicalEvent {}
