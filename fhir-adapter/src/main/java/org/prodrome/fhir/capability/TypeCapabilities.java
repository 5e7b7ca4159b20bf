package org.prodrome.fhir.capability;

import java.util.Set;

/**
 * What a server says of one resource type ({@code CapabilityStatement.rest.resource}). A flag that is not there is false.
 *
 * @param interactions codes such as {@code read}, {@code search-type}, {@code create}
 * @param searchParameters names; empty where the server lists none, which some do although they know them
 * @param includes values for {@code _include}, such as {@code MedicationRequest:medication} or {@code *}
 * @param reverseIncludes values for {@code _revinclude}, such as {@code Provenance:target}
 * @param operations names without the dollar sign
 * @param conditionalCreate If-None-Exist is honoured
 * @param conditionalRead {@code not-supported}, {@code modified-since}, {@code not-match} or {@code full-support}; empty when not said
 * @param conditionalUpdate an update may name its target by a search
 * @param versioning {@code no-version}, {@code versioned} or {@code versioned-update} (If-Match works); empty when not said
 * @param updateCreate an update may create under the client's id
 */
public record TypeCapabilities(
        Set<String> interactions,
        Set<String> searchParameters,
        Set<String> includes,
        Set<String> reverseIncludes,
        Set<String> operations,
        boolean conditionalCreate,
        String conditionalRead,
        boolean conditionalUpdate,
        String versioning,
        boolean updateCreate) {
    public TypeCapabilities {
        interactions = Set.copyOf(interactions);
        searchParameters = Set.copyOf(searchParameters);
        includes = Set.copyOf(includes);
        reverseIncludes = Set.copyOf(reverseIncludes);
        operations = Set.copyOf(operations);
    }
}
