package org.prodrome.fhir.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * What one response, or one prefetch value, held: the resources of a Bundle, or a single resource.
 *
 * @param resources in the order of the source, without OperationOutcomes
 * @param broken entries that were not readable as a resource
 * @param unseen how many more matches the Bundle counts than it holds; 0 where it does not count
 * @param next where the server says the rest is, or null
 * @param outcome an OperationOutcome that came instead of, or among, the resources, one that reports a failure first; or null
 */
public record Page(
        List<Resource> resources,
        int broken,
        int unseen,
        @Nullable String next,
        @Nullable OperationOutcome outcome) {
    /** Decimals keep their digits on the way from text to text. */
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    public Page {
        resources = List.copyOf(resources);
    }

    /** Reads a Bundle or a single resource; one unreadable entry does not cost the others. */
    public static Page parse(String json) {
        return parse(json, FhirVersion.R4);
    }

    /** The same for what a server of another version sends; the resources are R4. */
    public static Page parse(String json, FhirVersion version) {
        try {
            return of(FhirJson.parse(json, version));
        } catch (FhirAdapterException.Unreadable whole) {
            return entryByEntry(json, version).orElseThrow(() -> whole);
        }
    }

    /** Whether the outcome reports a failure rather than a hint. */
    public boolean failed() {
        return outcome != null && failed(outcome);
    }

    private static boolean failed(OperationOutcome outcome) {
        return outcome.getIssue().stream().anyMatch(Page::isError);
    }

    private static boolean isError(OperationOutcome.OperationOutcomeIssueComponent issue) {
        return issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR
                || issue.getSeverity() == OperationOutcome.IssueSeverity.FATAL;
    }

    private static Page of(Resource resource) {
        if (!(resource instanceof Bundle bundle)) {
            return of(List.of(resource), 0, 0, null);
        }
        var resources = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(java.util.Objects::nonNull)
                .toList();
        if (bundle.hasMeta() && bundle.getMeta().hasSecurity()) {
            resources.forEach(held -> label(held, bundle.getMeta().getSecurity()));
        }
        long matches = bundle.getEntry().stream().filter(Page::isMatch).count();
        int unseen = bundle.getTotalElement().hasValue() ? unseen(bundle.getTotal(), matches) : 0;
        Bundle.BundleLinkComponent next = bundle.getLink("next");
        return of(resources, 0, unseen, next == null ? null : next.getUrl());
    }

    /** A label on a Bundle counts for all that it holds. */
    private static void label(Resource resource, List<Coding> labels) {
        labels.forEach(label -> resource.getMeta().addSecurity(label));
    }

    private static List<Coding> labels(JsonNode bundle) {
        var labels = new ArrayList<Coding>();
        for (JsonNode label : bundle.path("meta").path("security")) {
            labels.add(new Coding(
                    label.path("system").asText(null), label.path("code").asText(null), null));
        }
        return labels;
    }

    /** An entry that does not say what it is counts as a match, unless it is the search's own report. */
    private static boolean isMatch(Bundle.BundleEntryComponent entry) {
        return entry.getSearch().hasMode()
                ? entry.getSearch().getMode() == Bundle.SearchEntryMode.MATCH
                : !(entry.getResource() instanceof OperationOutcome);
    }

    private static int unseen(int total, long matches) {
        return (int) Math.max(0, total - matches);
    }

    private static Page of(List<Resource> all, int broken, int unseen, @Nullable String next) {
        var resources = new ArrayList<Resource>(all.size());
        OperationOutcome outcome = null;
        for (Resource resource : all) {
            if (!(resource instanceof OperationOutcome found)) {
                resources.add(resource);
            } else if (outcome == null || !failed(outcome)) {
                outcome = found;
            }
        }
        return new Page(resources, broken, unseen, next, outcome);
    }

    private static Optional<Page> entryByEntry(String json, FhirVersion version) {
        JsonNode bundle = tree(json);
        if (bundle == null || !bundle.path("resourceType").asText().equals("Bundle")) {
            return Optional.empty();
        }
        var resources = new ArrayList<Resource>();
        int broken = 0;
        for (JsonNode entry : bundle.path("entry")) {
            try {
                resources.add(FhirJson.parse(entry.path("resource").toString(), version));
            } catch (FhirAdapterException.Unreadable e) {
                broken++;
            }
        }
        List<Coding> labels = labels(bundle);
        resources.forEach(resource -> label(resource, labels));
        int unseen = unseen(bundle.path("total").asInt(0), matches(bundle.path("entry")));
        return Optional.of(of(resources, broken, unseen, nextLink(bundle)));
    }

    private static long matches(JsonNode entries) {
        long matches = 0;
        for (JsonNode entry : entries) {
            String kind = entry.path("resource").path("resourceType").asText();
            String mode =
                    entry.path("search").path("mode").asText(kind.equals("OperationOutcome") ? "outcome" : "match");
            matches += mode.equals("match") ? 1 : 0;
        }
        return matches;
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
