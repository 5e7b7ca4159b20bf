package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EncounterStay;
import org.prodrome.fhir.record.EventTime;

/** Encounter to {@link EncounterStay}; one that is planned may lie ahead. */
final class Encounters {
    private Encounters() {}

    static Mapped map(Encounter encounter, Times times) {
        if (encounter.getStatus() == EncounterStatus.CANCELLED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        String encounterClass = encounter.getClass_().getCode();
        return Mapped.event(new EncounterStay(
                Sources.of(encounter),
                Concepts.first(encounter.getType(), null),
                start(encounter, times),
                times.end(encounter.getPeriod().getEndElement()),
                encounterClass == null ? "" : encounterClass,
                Concepts.code(encounter.getStatusElement(), "unknown"),
                Concepts.reasons(encounter.getReasonCode(), encounter.getReasonReference()),
                Concepts.orNull(encounter.getHospitalization().getDischargeDisposition())));
    }

    private static @Nullable EventTime start(Encounter encounter, Times times) {
        var start = encounter.getPeriod().getStartElement();
        return encounter.getStatus() == EncounterStatus.PLANNED ? times.planned(start) : times.of(start);
    }
}
