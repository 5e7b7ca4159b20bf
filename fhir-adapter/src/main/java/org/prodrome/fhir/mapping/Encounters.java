package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.prodrome.fhir.record.EncounterStay;

/** Encounter to {@link EncounterStay}. */
final class Encounters {
    private Encounters() {}

    static Mapped map(Encounter encounter) {
        EncounterStatus status = encounter.getStatus();
        if (status == EncounterStatus.ENTEREDINERROR) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        if (status == EncounterStatus.CANCELLED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        String encounterClass = encounter.getClass_().getCode();
        return Mapped.event(new EncounterStay(
                Sources.of(encounter),
                Concepts.ofAll(encounter.getType()),
                Times.of(encounter.getPeriod().getStartElement()),
                Times.of(encounter.getPeriod().getEndElement()),
                encounterClass == null ? "" : encounterClass,
                encounter.hasStatus() ? status.toCode() : "unknown"));
    }
}
