package org.prodrome.sandbox.fhir;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome;

/** Writes a refusal that was made outside of HAPI's server. */
public final class OutcomeWriter {

    private OutcomeWriter() {}

    /** Answers with this status and an OperationOutcome that says why. */
    public static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(OperationOutcome.IssueSeverity.ERROR)
                .setCode(kind(status))
                .setDiagnostics(why);
        response.setStatus(status);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getWriter().write(R4.CONTEXT.newJsonParser().encodeResourceToString(outcome));
    }

    private static OperationOutcome.IssueType kind(int status) {
        return switch (status) {
            case 401 -> OperationOutcome.IssueType.LOGIN;
            case 403 -> OperationOutcome.IssueType.FORBIDDEN;
            case 404, 410 -> OperationOutcome.IssueType.NOTFOUND;
            case 429 -> OperationOutcome.IssueType.THROTTLED;
            default -> status < 500 ? OperationOutcome.IssueType.INVALID : OperationOutcome.IssueType.TRANSIENT;
        };
    }
}
