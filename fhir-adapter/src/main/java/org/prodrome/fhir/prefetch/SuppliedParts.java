package org.prodrome.fhir.prefetch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.resources.Page;

/**
 * Parses the keys of a prefetch, one after the other on the thread of whoever asks: who answers many calls has the others to do
 * meanwhile.
 */
final class SuppliedParts {
    private static final Pattern BUNDLE = Pattern.compile("\"resourceType\"\\s*:\\s*\"Bundle\"");

    private SuppliedParts() {}

    static Map<String, Supplied> parse(Prefetch prefetch) {
        var supplied = new LinkedHashMap<String, Supplied>();
        prefetch.parts().forEach((key, json) -> supplied.put(key, one(json)));
        return supplied;
    }

    private static Supplied one(@Nullable String json) {
        if (json == null || json.strip().equals("null")) {
            return new Supplied.Nothing();
        }
        try {
            Page page = Page.parse(json);
            return page.resources().isEmpty() && (page.failed() || isOutcome(page, json))
                    ? new Supplied.Failed(issues(page))
                    : new Supplied.Found(page);
        } catch (RuntimeException | StackOverflowError e) { // of the parser too: one part must not cost the others
            return new Supplied.Unreadable();
        }
    }

    /** An outcome in the place of an answer is no empty answer, however mild its words. */
    private static boolean isOutcome(Page page, String json) {
        return page.outcome() != null && !BUNDLE.matcher(json).find();
    }

    /** The first issue code of the page's outcome; the rest of it may name the patient. */
    static String issues(Page page) {
        var outcome = page.outcome();
        return outcome == null
                ? ""
                : outcome.getIssue().stream()
                        .filter(OperationOutcomeIssueComponent::hasCode)
                        .map(issue -> issue.getCode().toCode())
                        .findFirst()
                        .orElse("no reason given");
    }
}
