package org.prodrome.fhir.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CareTeam. Its members' names are not taken.
 *
 * @param concept its category, or its name as text
 * @param time start of its period
 * @param end end of its period, or null
 * @param status FHIR status code, or empty
 * @param roles the roles in it, in the order of the source
 */
public record CareTeamFormed(
        FhirReference source,
        CodedConcept concept,
        @Nullable EventTime time,
        @Nullable EventTime end,
        String status,
        List<CodedConcept> roles)
        implements ClinicalEvent {
    public CareTeamFormed {
        roles = List.copyOf(roles);
    }
}
