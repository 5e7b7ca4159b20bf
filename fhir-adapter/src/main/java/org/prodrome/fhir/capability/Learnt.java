package org.prodrome.fhir.capability;

import java.util.Optional;

/** What asking a server for its CapabilityStatement brought. */
public sealed interface Learnt {

    /** It said what it can do. */
    record Known(ServerCapabilities capabilities) implements Learnt {}

    /**
     * It did not say, or not in time, or not so that it could be read. Whatever is asked of it may work.
     *
     * @param why one sentence
     */
    record Unknown(String why) implements Learnt {}

    /** The capabilities where they are known. */
    default Optional<ServerCapabilities> known() {
        return switch (this) {
            case Known known -> Optional.of(known.capabilities());
            case Unknown ignored -> Optional.empty();
        };
    }

    /** See {@link ServerCapabilities#interaction}. */
    default Support interaction(String resourceType, String interaction) {
        return known().map(all -> all.interaction(resourceType, interaction)).orElse(Support.UNKNOWN);
    }

    /** See {@link ServerCapabilities#searchParameter}. */
    default Support searchParameter(String resourceType, String name) {
        return known().map(all -> all.searchParameter(resourceType, name)).orElse(Support.UNKNOWN);
    }

    /** See {@link ServerCapabilities#include}. */
    default Support include(String resourceType, String value) {
        return known().map(all -> all.include(resourceType, value)).orElse(Support.UNKNOWN);
    }

    /** See {@link ServerCapabilities#reverseInclude}. */
    default Support reverseInclude(String resourceType, String value) {
        return known().map(all -> all.reverseInclude(resourceType, value)).orElse(Support.UNKNOWN);
    }

    /** See {@link ServerCapabilities#operation}. */
    default Support operation(String resourceType, String name) {
        return known().map(all -> all.operation(resourceType, name)).orElse(Support.UNKNOWN);
    }
}
