package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * An Encounter.
 *
 * @param concept its type
 * @param time start of the period
 * @param end end of the period, or null while it goes on
 * @param encounterClass v3 ActCode such as {@code AMB}, {@code IMP}, {@code EMER}; empty when absent
 * @param status FHIR status code
 */
public record EncounterStay(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable EventTime end,
        String encounterClass,
        String status)
        implements ClinicalEvent {}
