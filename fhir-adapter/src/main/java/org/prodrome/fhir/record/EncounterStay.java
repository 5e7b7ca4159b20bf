package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Encounter.
 *
 * @param concept its type
 * @param time start of the period
 * @param end end of the period, or null while it goes on
 * @param encounterClass v3 ActCode such as {@code AMB}, {@code IMP}, {@code EMER}; empty when absent
 * @param status FHIR status code
 * @param reasons why, as coded or in words
 * @param discharge where the patient went from there, or null
 */
public record EncounterStay(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable EventTime end,
        String encounterClass,
        String status,
        List<CodedConcept> reasons,
        @Nullable CodedConcept discharge)
        implements ClinicalEvent {
    public EncounterStay {
        reasons = List.copyOf(reasons);
    }

    /** An encounter of which no more is known. */
    public EncounterStay(
            FhirReference source,
            CodedConcept concept,
            @Nullable EventTime time,
            @Nullable EventTime end,
            String encounterClass,
            String status) {
        this(source, concept, time, end, encounterClass, status, List.of(), null);
    }
}
