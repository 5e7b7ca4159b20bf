package org.prodrome.fhir.prefetch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which prefetch key brings which resource type, as the service's discovery announces them.
 *
 * @param typeByKey key to FHIR resource type; each type once
 */
public record PrefetchKeys(Map<String, String> typeByKey) {
    public PrefetchKeys {
        typeByKey = Collections.unmodifiableMap(new LinkedHashMap<>(typeByKey));
    }

    /** The type a key stands for; a key we did not announce is read too, by what it holds. */
    Optional<String> type(String key) {
        @Nullable String type = typeByKey.get(key);
        return Optional.ofNullable(type);
    }
}
