package org.prodrome.reasoning.rule;

import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.FhirReference;

/** The reference under which a resource stands in the record, kept when the rules see a copy. */
final class References {
    private static final String KEY = "prodrome.source";

    private References() {}

    static FhirReference of(Resource resource) {
        FhirReference kept = (FhirReference) resource.getUserData(KEY);
        return kept == null ? read(resource) : kept;
    }

    static String literal(Resource resource) {
        return of(resource).literal();
    }

    static void keep(Resource copy, FhirReference source) {
        copy.setUserData(KEY, source);
    }

    private static FhirReference read(Resource resource) {
        IdType id = resource.getIdElement();
        String version = resource.getMeta().getVersionId();
        return new FhirReference(
                resource.fhirType(), id.getIdPart(), version == null ? id.getVersionIdPart() : version);
    }
}
