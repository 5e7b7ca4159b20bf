package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.r4.model.OperationOutcome;

/** Refusals whose OperationOutcome names the element, the parameter or the header that they are about. */
final class Refusals {

    private Refusals() {}

    /**
     * @param refusal carries the status and, as its message, what was expected and what came
     * @param expression the element, as {@code MedicationRequest.encounter}
     */
    static <E extends BaseServerResponseException> E naming(
            String expression, OperationOutcome.IssueType kind, E refusal) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(OperationOutcome.IssueSeverity.ERROR)
                .setCode(kind)
                .setDiagnostics(refusal.getMessage())
                .addExpression(expression);
        refusal.setOperationOutcome(outcome);
        return refusal;
    }
}
