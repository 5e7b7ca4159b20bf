package org.prodrome.web.config;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How drafts are written to one EHR.
 *
 * @param profile what it takes of drafts: {@code open}, {@code epic-like} or {@code oracle-like}; fhir-adapter/WRITE-BACK.md has the
 *     table
 * @param backend drafts that no user's grant is live for are sent in the app's own name (SMART Backend Services)
 * @param backendScopes what is asked for then
 */
public record WriteSettings(
        @DefaultValue("open") String profile,
        @DefaultValue("false") boolean backend,
        @DefaultValue List<String> backendScopes) {
    public WriteSettings {
        backendScopes = List.copyOf(backendScopes);
        if (backend && backendScopes.isEmpty()) {
            throw new IllegalArgumentException(
                    "write.backend-scopes: expected system/ scopes where write.backend is true");
        }
    }
}
