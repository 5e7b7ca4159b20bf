package org.prodrome.fhir.record;

import java.util.Set;

/**
 * Where an encounter is and which service it is of, in every form in which a site may name them: {@code Location/icu-1},
 * {@code system|code} and the code alone, in the letters of the source. Empty where the source says nothing.
 *
 * @param units active and planned locations, and the organisation that provides the encounter
 * @param services its service type
 */
public record EncounterPlace(Set<String> units, Set<String> services) {
    /** Nothing is known of it. */
    public static final EncounterPlace UNKNOWN = new EncounterPlace(Set.of(), Set.of());

    public EncounterPlace {
        units = Set.copyOf(units);
        services = Set.copyOf(services);
    }
}
