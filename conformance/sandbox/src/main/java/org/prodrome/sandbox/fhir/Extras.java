package org.prodrome.sandbox.fhir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.sandbox.smart.Scope;

/**
 * What a search brings along besides its matches: {@code _include} and {@code _revinclude}, each as
 * {@code Type:parameter}; any reference parameter of the type will do.
 */
record Extras(List<String> includes, List<String> reverse) {

    static final Extras NONE = new Extras(List.of(), List.of());

    /** What was asked for and exists; something unknown is an error only for a client that asked for strictness. */
    static Extras requested(Map<String, List<String>> parameters, boolean strict) {
        return new Extras(known("_include", parameters, strict), known("_revinclude", parameters, strict));
    }

    /** What belongs to these matches, as far as the grant reaches. */
    Set<Resource> of(List<Resource> matches, ClinicalStore store, Access access) {
        Set<Resource> extras = new LinkedHashSet<>();
        for (String include : includes) {
            matches.forEach(match -> references(include, match)
                    .forEach(reference -> resolve(reference, store, access).ifPresent(extras::add)));
        }
        reverse.forEach(include -> extras.addAll(pointingAt(matches, include, store, access)));
        matches.forEach(extras::remove);
        return extras;
    }

    private static List<String> known(String name, Map<String, List<String>> parameters, boolean strict) {
        List<String> asked = parameters.getOrDefault(name, List.of());
        if (strict && !asked.stream().allMatch(include -> parameter(include).isPresent())) {
            throw new StoreException.Invalid(name + ": expected one in the CapabilityStatement, got another");
        }
        return asked.stream().filter(include -> parameter(include).isPresent()).toList();
    }

    private static List<Reference> references(String include, Resource resource) {
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

    private static Optional<Resource> resolve(Reference reference, ClinicalStore store, Access access) {
        String type = String.valueOf(reference.getReferenceElement().getResourceType());
        String id = String.valueOf(reference.getReferenceElement().getIdPart());
        return store.read(type, id).filter(found -> access.covers(found, store.patientOf(type, id), Scope.Action.READ));
    }

    private static List<Resource> pointingAt(
            List<Resource> matches, String include, ClinicalStore store, Access access) {
        String type = include.substring(0, include.indexOf(':'));
        String targets = matches.stream()
                .map(match -> match.fhirType() + "/" + match.getIdElement().getIdPart())
                .collect(Collectors.joining(","));
        if (targets.isEmpty() || !access.allows(type, Scope.Action.SEARCH)) {
            return List.of();
        }
        String name = include.substring(include.indexOf(':') + 1).replaceFirst(":.*", "");
        SearchCriteria criteria = SearchCriteria.of(type, Map.of(name, List.of(targets)));
        List<Resource> found = new ArrayList<>();
        for (StoredResource stored : store.matching(type, criteria, chartsOf(matches, store, access, type))) {
            if (access.covers(stored.resource(), Optional.ofNullable(stored.patientId()), Scope.Action.SEARCH)) {
                found.add(stored.resource());
            }
        }
        return found;
    }

    /** The one chart to look into, where the grant or the matches leave only one. */
    private static Optional<String> chartsOf(List<Resource> matches, ClinicalStore store, Access access, String type) {
        Set<Optional<String>> charts =
                matches.stream().map(store::chartFor).limit(50).collect(Collectors.toSet());
        return access.onlyChart(type)
                .or(() -> charts.size() == 1 ? charts.iterator().next() : Optional.empty());
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
