package org.prodrome.fhir.prefetch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code prefetch} object of one CDS Hooks request, not yet parsed.
 *
 * @param parts by key: the raw JSON; a Java null or the text {@code null} stands for JSON null; a key the client left out is
 *     not there
 */
public record Prefetch(Map<String, @Nullable String> parts) {
    /** Spelt out, not compact: only so do callers in other modules see that values may be null. */
    public Prefetch(Map<String, @Nullable String> parts) {
        this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** Nothing was sent along. */
    public static Prefetch none() {
        return new Prefetch(Map.of());
    }

    List<String> keys() {
        return List.copyOf(parts.keySet());
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "Prefetch" + parts.keySet();
    }
}
