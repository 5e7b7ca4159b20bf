package org.prodrome.web.advice;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EncounterPlace;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.EncounterPlaces;

/** Unit and service of the open encounter, from the record. */
public final class AskedFrom {
    private AskedFrom() {}

    /**
     * Where advice is asked for.
     *
     * @param encounter logical id of the open encounter, or null
     * @param roles of the user as far as known, in every form
     */
    public static Whereabouts of(PatientRecord record, @Nullable String encounter, Set<String> roles) {
        EncounterPlace place = encounter == null ? EncounterPlace.UNKNOWN : EncounterPlaces.of(record, encounter);
        return new Whereabouts(encounter, roles, place.units(), place.services());
    }
}
