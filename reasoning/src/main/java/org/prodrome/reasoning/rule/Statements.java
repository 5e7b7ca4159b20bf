package org.prodrome.reasoning.rule;

import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Period;
import org.prodrome.fhir.prefetch.CurrentMedications;

/** Medication statements in the form of requests. */
final class Statements {
    private Statements() {}

    /** A statement says what the patient takes; the rules read one shape for both. */
    static MedicationRequest asRequest(MedicationStatement statement) {
        MedicationRequest request = new MedicationRequest();
        request.setId(new IdType("MedicationRequest", CurrentMedications.orderId(References.of(statement))));
        request.setSubject(statement.getSubject());
        if (statement.getMeta().hasLastUpdated()) {
            request.getMeta().setLastUpdatedElement(statement.getMeta().getLastUpdatedElement());
        }
        if (statement.hasMedication()) {
            request.setMedication(statement.getMedication().copy());
        }
        if (statement.getEffective() instanceof Period taken) {
            request.setAuthoredOnElement(taken.getStartElement());
        } else if (statement.getEffective() instanceof DateTimeType since) {
            request.setAuthoredOnElement(since);
        }
        statement.getDosage().forEach(dosage -> request.addDosageInstruction(dosage.copy()));
        if (statement.getEffective() instanceof Period taken && taken.hasEnd()) {
            endAt(request, taken);
        }
        if (statement.hasCategory()) {
            request.addCategory(statement.getCategory());
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

    /** The statement's own end counts where a dosage names none. */
    private static void endAt(MedicationRequest request, Period taken) {
        if (!request.hasDosageInstruction()) {
            request.addDosageInstruction();
        }
        request.getDosageInstruction().stream()
                .map(dosage -> dosage.getTiming().getRepeat())
                .filter(repeat -> !repeat.hasBounds())
                .forEach(repeat -> repeat.setBounds(taken));
    }
}
