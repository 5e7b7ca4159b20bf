package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * A Goal that was set with or for the patient.
 *
 * @param concept its description
 * @param time start, else the date of its status
 * @param due when its first target is due, or null
 * @param lifecycleStatus FHIR status code
 * @param achievement HL7 goal-achievement code, or null
 */
public record GoalSet(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable EventTime due,
        String lifecycleStatus,
        @Nullable String achievement)
        implements ClinicalEvent {}
