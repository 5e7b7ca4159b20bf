package org.prodrome.fhir.mapping;

import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Resource;

/** Whether a resource says of itself that it should never have been written; the same rule for every type. */
final class EnteredInError {
    private static final String CODE = "entered-in-error";
    private static final List<String> ELEMENTS =
            List.of("status", "verificationStatus", "docStatus", "lifecycleStatus");

    private EnteredInError() {}

    static boolean is(Resource resource) {
        for (String element : ELEMENTS) {
            for (Base value : Properties.at(resource, element)) {
                if (says(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean says(Base status) {
        return status instanceof CodeableConcept concept
                ? Concepts.is(concept, CODE)
                : CODE.equals(status.primitiveValue());
    }
}
