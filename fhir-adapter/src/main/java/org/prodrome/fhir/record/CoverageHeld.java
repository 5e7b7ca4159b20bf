package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * A Coverage: that the patient was insured, and how. Member numbers are not taken.
 *
 * @param concept its type
 * @param time start of its period
 * @param end end of its period, or null
 * @param status FHIR status code
 */
public record CoverageHeld(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable EventTime end,
        String status) implements ClinicalEvent {}
