package org.prodrome.sandbox.fhir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Whose chart a resource is in (the FHIR Patient compartment). A Provenance is in the chart of what it is about, a Binary
 * in that of its security context.
 */
final class Compartments {

    private static final List<String> ELEMENTS =
            List.of("subject", "patient", "for", "beneficiary", "target", "securityContext");
    static final Set<String> PATIENT_ELEMENTS = Set.of("patient", "subject", "for", "beneficiary");

    private Compartments() {}

    /** Whether the type belongs in charts at all, so that a resource of it must name its patient. */
    static boolean applyTo(String type) {
        return SearchParameters.r4().of(type).stream()
                .anyMatch(parameter -> PATIENT_ELEMENTS.contains(parameter.path()));
    }

    /** @param chartOf finds the chart of a resource that is referred to, by {@code Type/id} */
    static Optional<String> patientOf(Resource resource, Function<String, Optional<String>> chartOf) {
        if (resource.fhirType().equals("Patient")) {
            return Optional.ofNullable(resource.getIdElement().getIdPart());
        }
        return ELEMENTS.stream()
                .flatMap(element -> Elements.named(resource, element).stream())
                .flatMap(value -> patientIn(value, chartOf).stream())
                .findFirst();
    }

    private static Optional<String> patientIn(Base value, Function<String, Optional<String>> chartOf) {
        if (!(value instanceof Reference reference) || !reference.hasReference()) {
            return Optional.empty();
        }
        var target = reference.getReferenceElement();
        return "Patient".equals(target.getResourceType())
                ? Optional.of(target.getIdPart())
                : chartOf.apply(target.getResourceType() + "/" + target.getIdPart());
    }
}
