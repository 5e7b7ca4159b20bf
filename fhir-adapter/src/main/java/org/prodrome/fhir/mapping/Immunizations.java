package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.ImmunizationGiven;

/** Immunization to {@link ImmunizationGiven}; one that was not done is kept out. */
final class Immunizations {
    private Immunizations() {}

    static Mapped map(Immunization immunization, Times times) {
        if (immunization.getStatus() != ImmunizationStatus.COMPLETED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        EventTime recorded = times.of(immunization.getRecordedElement());
        return Mapped.event(new ImmunizationGiven(
                Sources.of(immunization),
                Concepts.of(immunization.getVaccineCode()),
                Times.firstOf(times.ofChoice(immunization.getOccurrence()), recorded),
                recorded));
    }
}
