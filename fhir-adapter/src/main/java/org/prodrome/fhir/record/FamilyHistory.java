package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * One condition of one relative.
 *
 * @param concept the condition
 * @param time when the history was taken
 * @param relationship v3 RoleCode concept, for example mother
 * @param onsetAgeYears the relative's age at onset in years, or null
 */
public record FamilyHistory(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        CodedConcept relationship,
        @Nullable Integer onsetAgeYears)
        implements ClinicalEvent {}
