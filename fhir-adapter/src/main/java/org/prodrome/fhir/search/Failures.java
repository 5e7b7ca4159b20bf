package org.prodrome.fhir.search;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.resources.FhirJson;

/** A response to an {@link Answer}. Of an OperationOutcome only the issue codes are kept: the rest may name the patient. */
final class Failures {
    private Failures() {}

    static Answer read(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Answer.Success(status, response.body(), response.headers());
        }
        return new Answer.Failure(
                status, reason(status), words(status, issues(response.body())), Backoff.retryAfter(response.headers()));
    }

    private static Gap.Reason reason(int status) {
        return switch (status) {
            case 401, 403 -> Gap.Reason.NO_SCOPE;
            case 404, 405, 406, 410, 501 -> Gap.Reason.NOT_SUPPORTED;
            case 408, 504 -> Gap.Reason.TIMED_OUT;
            default -> Gap.Reason.SERVER_ERROR;
        };
    }

    private static String words(int status, String issues) {
        return "the server answered " + status + (issues.isEmpty() ? "" : " (" + issues + ")");
    }

    private static String issues(String body) {
        if (!body.contains("OperationOutcome")) {
            return "";
        }
        try {
            return FhirJson.parse(body) instanceof OperationOutcome outcome ? codes(outcome) : "";
        } catch (FhirAdapterException.Unreadable e) {
            return "";
        }
    }

    static String codes(OperationOutcome outcome) {
        return outcome.getIssue().stream()
                .filter(OperationOutcome.OperationOutcomeIssueComponent::hasCode)
                .map(issue -> issue.getCode().toCode())
                .distinct()
                .limit(4)
                .collect(Collectors.joining(", "));
    }
}
