package org.prodrome.sandbox.fhir;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A reference search value: {@code id}, {@code Type/id} or an absolute URL ending in it.
 *
 * @param type null when any type will do
 */
record ReferenceCriterion(@Nullable String type, String id) {

    static ReferenceCriterion parse(String text) {
        String[] parts = text.split("/", -1);
        return parts.length < 2
                ? new ReferenceCriterion(null, text)
                : new ReferenceCriterion(parts[parts.length - 2], parts[parts.length - 1]);
    }

    boolean matches(Base value) {
        if (!(value instanceof Reference reference) || !reference.hasReference()) {
            return false;
        }
        var target = reference.getReferenceElement();
        return id.equals(target.getIdPart()) && (type == null || type.equals(target.getResourceType()));
    }
}
