package org.prodrome.fhir.search;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.resources.FhirJson;

/** A response to an {@link Answer}. Of an OperationOutcome only the issue codes are kept: the rest may name the patient. */
final class Failures {
    /** RFC 9110 section 15.5.14, said by us. */
    static final int TOO_LARGE = 413;

    private Failures() {}

    static Answer read(HttpResponse<Optional<String>> response, long bodyBytes) {
        int status = response.statusCode();
        boolean done = status >= 200 && status < 300;
        if (response.body().isEmpty() && done) {
            return Answer.Failure.of(
                    TOO_LARGE, Gap.Reason.TRUNCATED, "an answer of more than " + megabytes(bodyBytes) + " was cut off");
        }
        String body = response.body().orElse("");
        return done
                ? new Answer.Success(status, body, response.headers())
                : new Answer.Failure(
                        status, reason(status), words(status, issues(body)), Backoff.retryAfter(response.headers()));
    }

    static String megabytes(long bytes) {
        return bytes < 1 << 20 ? bytes + " bytes" : (bytes >> 20) + " MB";
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

    /** Whether a hint says that an answer is not whole. */
    static boolean incomplete(OperationOutcome outcome) {
        return outcome.getIssue().stream()
                .filter(OperationOutcome.OperationOutcomeIssueComponent::hasCode)
                .anyMatch(issue -> SearchCatalog.shipped()
                        .incomplete()
                        .contains(issue.getCode().toCode()));
    }
}
