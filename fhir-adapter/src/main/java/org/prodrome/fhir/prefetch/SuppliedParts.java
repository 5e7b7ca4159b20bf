package org.prodrome.fhir.prefetch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.resources.Page;

/** Parses the keys of a prefetch, several at a time. */
final class SuppliedParts {
    private SuppliedParts() {}

    static Map<String, Supplied> parse(Prefetch prefetch) {
        var pending = new LinkedHashMap<String, Future<Supplied>>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            prefetch.parts().forEach((key, json) -> pending.put(key, executor.submit(() -> one(json))));
        }
        var supplied = new LinkedHashMap<String, Supplied>();
        pending.forEach((key, part) -> supplied.put(key, result(part)));
        return supplied;
    }

    private static Supplied one(@Nullable String json) {
        if (json == null || json.strip().equals("null")) {
            return new Supplied.Nothing();
        }
        try {
            Page page = Page.parse(json);
            return page.resources().isEmpty() && page.failed()
                    ? new Supplied.Failed(issues(page))
                    : new Supplied.Found(page);
        } catch (FhirAdapterException.Unreadable e) {
            return new Supplied.Unreadable();
        }
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

    private static Supplied result(Future<Supplied> part) {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Supplied.Unreadable();
        } catch (ExecutionException e) {
            return new Supplied.Unreadable();
        }
    }
}
