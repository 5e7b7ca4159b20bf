package org.prodrome.reasoning.rule;

import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Period;

/** Medication statements in the form of requests. */
final class Statements {
    private Statements() {}

    /** A statement says what the patient takes; the rules read one shape for both. */
    static MedicationRequest asRequest(MedicationStatement statement) {
        MedicationRequest request = new MedicationRequest();
        request.setId(new IdType("MedicationRequest", statement.getIdElement().getIdPart()));
        request.setSubject(statement.getSubject());
        if (statement.hasMedication()) {
            request.setMedication(statement.getMedication().copy());
        }
        if (statement.getEffective() instanceof Period taken) {
            request.setAuthoredOnElement(taken.getStartElement());
            if (taken.hasEnd()) {
                request.addDosageInstruction().getTiming().getRepeat().setBounds(taken);
            }
        } else if (statement.getEffective() instanceof DateTimeType since) {
            request.setAuthoredOnElement(since);
        }
        if (statement.hasReasonCode()) {
            request.setReasonCode(statement.getReasonCode());
        }
        if (statement.hasReasonReference()) {
            request.setReasonReference(statement.getReasonReference());
        }
        if (statement.hasEffectivePeriod() && statement.getEffectivePeriod().hasEnd()) {
            request.getDispenseRequest().setValidityPeriod(statement.getEffectivePeriod());
        }
        MedicationStatement.MedicationStatementStatus status =
                statement.hasStatus() ? statement.getStatus() : MedicationStatement.MedicationStatementStatus.UNKNOWN;
        request.setStatus(
                switch (status) {
                    case ACTIVE, INTENDED -> MedicationRequest.MedicationRequestStatus.ACTIVE;
                    case ONHOLD -> MedicationRequest.MedicationRequestStatus.ONHOLD;
                    case COMPLETED -> MedicationRequest.MedicationRequestStatus.COMPLETED;
                    case STOPPED, NOTTAKEN -> MedicationRequest.MedicationRequestStatus.STOPPED;
                    case ENTEREDINERROR -> MedicationRequest.MedicationRequestStatus.ENTEREDINERROR;
                    case UNKNOWN, NULL -> MedicationRequest.MedicationRequestStatus.UNKNOWN;
                });
        return request;
    }
}
