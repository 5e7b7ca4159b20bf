package org.prodrome.fhir.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * What one response, or one prefetch value, held: the resources of a Bundle, or a single resource.
 *
 * @param resources in the order of the source, without OperationOutcomes
 * @param broken entries that were not readable as a resource
 * @param next where the server says the rest is, or null
 * @param outcome an OperationOutcome that came instead of, or among, the resources, or null
 */
public record Page(
        List<Resource> resources,
        int broken,
        @Nullable String next,
        @Nullable OperationOutcome outcome) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Page {
        resources = List.copyOf(resources);
    }

    /** Reads a Bundle or a single resource; one unreadable entry does not cost the others. */
    public static Page parse(String json) {
        try {
            return of(FhirJson.parse(json), 0);
        } catch (FhirAdapterException.Unreadable whole) {
            return entryByEntry(json).orElseThrow(() -> whole);
        }
    }

    /** Whether the outcome reports a failure rather than a hint. */
    public boolean failed() {
        return outcome != null && outcome.getIssue().stream().anyMatch(Page::isError);
    }

    private static boolean isError(OperationOutcome.OperationOutcomeIssueComponent issue) {
        return issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR
                || issue.getSeverity() == OperationOutcome.IssueSeverity.FATAL;
    }

    private static Page of(Resource resource, int broken) {
        if (!(resource instanceof Bundle bundle)) {
            return of(List.of(resource), broken, null);
        }
        var resources = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(java.util.Objects::nonNull)
                .toList();
        Bundle.BundleLinkComponent next = bundle.getLink("next");
        return of(resources, broken, next == null ? null : next.getUrl());
    }

    private static Page of(List<Resource> all, int broken, @Nullable String next) {
        var resources = new ArrayList<Resource>(all.size());
        OperationOutcome outcome = null;
        for (Resource resource : all) {
            if (resource instanceof OperationOutcome found) {
                outcome = found;
            } else {
                resources.add(resource);
            }
        }
        return new Page(resources, broken, next, outcome);
    }

    private static Optional<Page> entryByEntry(String json) {
        JsonNode bundle = tree(json);
        if (bundle == null || !bundle.path("resourceType").asText().equals("Bundle")) {
            return Optional.empty();
        }
        var resources = new ArrayList<Resource>();
        int broken = 0;
        for (JsonNode entry : bundle.path("entry")) {
            try {
                resources.add(FhirJson.parse(entry.path("resource").toString()));
            } catch (FhirAdapterException.Unreadable e) {
                broken++;
            }
        }
        return Optional.of(of(resources, broken, nextLink(bundle)));
    }

    private static @Nullable JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable String nextLink(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        return null;
    }
}
