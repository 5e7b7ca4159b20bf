package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.prodrome.fhir.record.ImmunizationGiven;

/** Immunization to {@link ImmunizationGiven}. */
final class Immunizations {
    private Immunizations() {}

    static Mapped map(Immunization immunization) {
        if (immunization.getStatus() == ImmunizationStatus.ENTEREDINERROR) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        if (immunization.getStatus() != ImmunizationStatus.COMPLETED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        return Mapped.event(new ImmunizationGiven(
                Sources.of(immunization),
                Concepts.of(immunization.getVaccineCode()),
                Times.ofChoice(immunization.getOccurrence())));
    }
}
