package org.prodrome.fhir.record;

import org.jspecify.annotations.Nullable;

/**
 * One condition of one relative.
 *
 * @param concept the condition
 * @param time when the history was taken
 * @param relationship v3 RoleCode concept, for example mother
 * @param onsetAgeYears the relative's age at onset in years, or null
 * @param deceased whether the relative has died; null when not said
 * @param status FHIR status code: {@code partial}, {@code completed}, {@code health-unknown}, or empty
 */
public record FamilyHistory(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        CodedConcept relationship,
        @Nullable Integer onsetAgeYears,
        @Nullable Boolean deceased,
        String status)
        implements ClinicalEvent {

    /** A relative's condition of which no more is known. */
    public FamilyHistory(
            FhirReference source,
            CodedConcept concept,
            @Nullable EventTime time,
            CodedConcept relationship,
            @Nullable Integer onsetAgeYears) {
        this(source, concept, time, relationship, onsetAgeYears, null, "");
    }
}
