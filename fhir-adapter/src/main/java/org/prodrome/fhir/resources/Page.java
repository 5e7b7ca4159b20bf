package org.prodrome.fhir.resources;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    public Page {
        resources = List.copyOf(resources);
    }

    /** Reads a Bundle or a single resource; one unreadable entry does not cost the others. */
    public static Page parse(String json) {
        return parse(json, FhirVersion.R4);
    }

    /**
     * The same for what a server of another version sends; the resources are R4.
     *
     * @throws FhirAdapterException.Unreadable for what is no FHIR JSON
     */
    public static Page parse(String json, FhirVersion version) {
        CompactJson read = read(json, version);
        return BundleJson.isBundle(read)
                ? BundleJson.page(read, version)
                : of(List.of(FhirJson.parse(read, version)), 0, 0, null);
    }

    private static CompactJson read(String json, FhirVersion version) {
        try {
            return CompactJson.read(json);
        } catch (IOException e) {
            throw FhirJson.unreadable(version); // the cause's message quotes the text it choked on
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

    static Page of(List<Resource> all, int broken, int unseen, @Nullable String next) {
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
}
