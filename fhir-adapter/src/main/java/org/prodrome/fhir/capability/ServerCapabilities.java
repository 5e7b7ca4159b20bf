package org.prodrome.fhir.capability;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a FHIR server says it can do. Plain values; immutable.
 *
 * @param fhirVersion such as {@code 4.0.1}; empty when not said
 * @param software the product's name, or empty; for a person, never to choose behaviour by
 * @param interactions of the whole system: {@code batch}, {@code transaction}, {@code search-system}, {@code history-system}
 * @param operations of the whole system, names without the dollar sign
 * @param types by resource type; never empty: a server that lists no type is {@link Learnt.Unknown}
 */
public record ServerCapabilities(
        String fhirVersion,
        String software,
        Set<String> interactions,
        Set<String> operations,
        Map<String, TypeCapabilities> types) {
    public ServerCapabilities {
        interactions = Set.copyOf(interactions);
        operations = Set.copyOf(operations);
        types = Map.copyOf(types);
    }

    /** What it says of one type; empty where it does not list it, which means that it does not offer it. */
    public Optional<TypeCapabilities> type(String resourceType) {
        @Nullable TypeCapabilities found = types.get(resourceType);
        return Optional.ofNullable(found);
    }

    /**
     * Whether it offers an interaction on a type.
     *
     * @param interaction such as {@code search-type}; unknown where the type is listed without any interaction
     */
    public Support interaction(String resourceType, String interaction) {
        return type(resourceType)
                .map(type -> listed(type.interactions(), interaction))
                .orElse(Support.NOT_OFFERED);
    }

    /** Whether it knows a search parameter of a type; unknown where it lists none at all. */
    public Support searchParameter(String resourceType, String name) {
        return type(resourceType)
                .map(type -> listed(type.searchParameters(), name))
                .orElse(Support.NOT_OFFERED);
    }

    /** Whether {@code _include} takes this value; unknown where it lists none. */
    public Support include(String resourceType, String value) {
        return type(resourceType)
                .map(type -> type.includes().contains("*") ? Support.OFFERED : listed(type.includes(), value))
                .orElse(Support.NOT_OFFERED);
    }

    /** Whether {@code _revinclude} takes this value; unknown where it lists none. */
    public Support reverseInclude(String resourceType, String value) {
        return type(resourceType)
                .map(type -> listed(type.reverseIncludes(), value))
                .orElse(Support.NOT_OFFERED);
    }

    /** Whether it offers an operation on a type, such as {@code everything} on Patient. */
    public Support operation(String resourceType, String name) {
        return Support.of(
                type(resourceType).map(type -> type.operations().contains(name)).orElse(false));
    }

    private static Support listed(Set<String> all, String one) {
        return all.isEmpty() ? Support.UNKNOWN : Support.of(all.contains(one));
    }
}
