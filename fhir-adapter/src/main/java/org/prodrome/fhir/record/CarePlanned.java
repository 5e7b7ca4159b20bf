package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CarePlan.
 *
 * @param concept its category, or its title as text
 * @param time start of its period, else when it was created
 * @param end end of its period, or null while it goes on
 * @param status FHIR status code
 * @param activities what it plans, as coded or in words
 * @param goals the Goals it refers to
 */
public record CarePlanned(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable EventTime end,
        String status,
        List<CodedConcept> activities,
        List<FhirReference> goals)
        implements ClinicalEvent {
    public CarePlanned {
        activities = List.copyOf(activities);
        goals = List.copyOf(goals);
    }
}
