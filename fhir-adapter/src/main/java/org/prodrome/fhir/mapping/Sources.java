package org.prodrome.fhir.mapping;

import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;

/** Resource ids and references to {@link FhirReference}. */
final class Sources {
    private Sources() {}

    static FhirReference of(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        return new FhirReference(
                resource.fhirType(), id == null ? "" : id, resource.getMeta().getVersionId());
    }

    /** Those of the references that are literal. */
    static List<FhirReference> each(List<Reference> references) {
        return references.stream().map(Sources::of).filter(Objects::nonNull).toList();
    }

    /** The reference when it is a literal {@code Type/id}, relative or absolute; else null. */
    static @Nullable FhirReference of(Reference reference) {
        var target = reference.getReferenceElement();
        String type = target.getResourceType();
        String id = target.getIdPart();
        if (type == null || id == null) {
            return null;
        }
        try {
            return new FhirReference(type, id, target.getVersionIdPart());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
