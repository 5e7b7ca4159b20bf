package org.prodrome.web.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** FHIR OperationOutcome, the shape of every error answer. */
final class OperationOutcomes {
    private OperationOutcomes() {}

    static Outcome error(String code, String diagnostics, @Nullable String field) {
        List<String> expression = field == null ? List.of() : List.of(field);
        return new Outcome("OperationOutcome", List.of(new Issue("error", code, diagnostics, expression)));
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
