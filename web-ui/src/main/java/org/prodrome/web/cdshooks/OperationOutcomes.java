package org.prodrome.web.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** FHIR OperationOutcome, the shape of every error answer. */
final class OperationOutcomes {
    private OperationOutcomes() {}

    /** The issue type (FHIR R4, IssueType) of an HTTP status. */
    static String code(int status) {
        return switch (status) {
            case 401 -> "login";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405, 406, 415 -> "not-supported";
            case 408 -> "timeout";
            case 412 -> "incomplete";
            case 413 -> "too-long";
            default -> status < 500 ? "invalid" : "exception";
        };
    }

    static Outcome error(String code, String diagnostics, @Nullable String field) {
        List<String> expression = field == null ? List.of() : List.of(field);
        return new Outcome("OperationOutcome", List.of(new Issue("error", code, diagnostics, expression)));
    }

    /** What of a batch was wrong, and how much of it was taken all the same. */
    static Outcome partly(List<FieldProblem> wrong, int taken) {
        Stream<Issue> named = wrong.stream()
                .map(problem ->
                        new Issue("error", "invalid", String.valueOf(problem.getMessage()), List.of(problem.field())));
        Stream<Issue> kept = taken == 0
                ? Stream.of()
                : Stream.of(new Issue("information", "informational", taken + " other entries were kept", List.of()));
        return new Outcome("OperationOutcome", Stream.concat(named, kept).toList());
    }

    /** The resource. */
    record Outcome(String resourceType, List<Issue> issue) {}

    /** One issue; {@code expression} is left out when empty. */
    record Issue(
            String severity,
            String code,
            String diagnostics,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> expression) {}
}
