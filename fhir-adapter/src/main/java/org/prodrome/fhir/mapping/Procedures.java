package org.prodrome.fhir.mapping;

import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.prodrome.fhir.record.ProcedureDone;

/** Procedure to {@link ProcedureDone}. */
final class Procedures {
    private Procedures() {}

    static Mapped map(Procedure procedure, Times times) {
        ProcedureStatus status = procedure.getStatus();
        if (status == ProcedureStatus.NOTDONE || status == ProcedureStatus.PREPARATION) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        return Mapped.event(new ProcedureDone(
                Sources.of(procedure),
                Concepts.of(procedure.getCode()),
                times.ofChoice(procedure.getPerformed()),
                Concepts.code(procedure.getStatusElement(), "unknown")));
    }
}
