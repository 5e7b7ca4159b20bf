package org.prodrome.fhir.resources;

import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirResources;

/** The parsed resources of one record. Shared between threads: whoever opens it reads and never changes a resource. */
public final class ParsedResources implements FhirResources {
    private final List<Resource> resources;

    private ParsedResources(List<Resource> resources) {
        this.resources = resources;
    }

    public static ParsedResources of(List<? extends Resource> resources) {
        return new ParsedResources(List.copyOf(resources));
    }

    /** Opens what a record carries; refuses resources that did not come from this adapter. */
    public static ParsedResources open(FhirResources resources) {
        if (resources instanceof ParsedResources parsed) {
            return parsed;
        }
        throw new FhirAdapterException.Refused("resources: expected those of a record this adapter read");
    }

    public List<Resource> resources() {
        return resources;
    }

    /** A new collection bundle over the same resource objects; {@code fullUrl} is {@code Type/id}. */
    public Bundle bundle() {
        var bundle = new Bundle();
        bundle.setType(Bundle.BundleType.COLLECTION);
        for (Resource resource : resources) {
            bundle.addEntry()
                    .setFullUrl(
                            resource.fhirType() + "/" + resource.getIdElement().getIdPart())
                    .setResource(resource);
        }
        return bundle;
    }

    /** The same resources in an order that does not depend on how they were fetched. */
    public ParsedResources sorted() {
        return of(resources.stream().sorted(BY_TYPE_AND_ID).toList());
    }

    private static final Comparator<Resource> BY_TYPE_AND_ID = Comparator.comparing(Resource::fhirType)
            .thenComparing(resource -> resource.getIdElement().getIdPart());

    @Override
    public int count() {
        return resources.size();
    }
}
