package org.prodrome.sandbox.fhir;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The {@code _include} of a search, as {@code Type:parameter}; any reference parameter of the type will do. */
final class Include {

    private Include() {}

    /** What was asked for and exists; something unknown is an error only for a client that asked for strictness. */
    static List<String> requested(Map<String, List<String>> parameters, boolean strict) {
        List<String> asked = parameters.getOrDefault("_include", List.of());
        if (strict && !asked.stream().allMatch(include -> parameter(include).isPresent())) {
            throw new StoreException.Invalid("_include: expected one in the CapabilityStatement, got another");
        }
        return asked.stream().filter(include -> parameter(include).isPresent()).toList();
    }

    static List<Reference> references(String include, Resource resource) {
        if (!include.startsWith(resource.fhirType() + ":")) {
            return List.of();
        }
        return parameter(include).stream()
                .flatMap(parameter -> parameter.valuesOf(resource).stream())
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .filter(Reference::hasReference)
                .toList();
    }

    private static Optional<SearchParameter> parameter(String include) {
        String[] parts = include.split(":", -1);
        return parts.length < 2
                ? Optional.empty()
                : SearchParameters.r4()
                        .find(parts[0], parts[1])
                        .filter(found -> found.kind() == SearchParameter.Kind.REFERENCE);
    }
}
