package org.prodrome.web.cdshooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.prodrome.fhir.prefetch.PrefetchKeys;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The prefetch templates of the data file, by hook; only the subset every CDS client must understand. */
@Component
final class PrefetchTemplates {
    private final Map<String, Map<String, String>> byHook;

    PrefetchTemplates(JsonMapper json) {
        try (InputStream in = PrefetchTemplates.class.getResourceAsStream("prefetch.json")) {
            this.byHook = json.readValue(Objects.requireNonNull(in), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("prefetch.json is not readable", e);
        }
    }

    Map<String, String> of(CdsServiceKind kind) {
        return Objects.requireNonNull(byHook.get(kind.hook()), "prefetch.json: no entry for a hook");
    }

    /** Which resource type each key brings, and what none brings. */
    PrefetchKeys keys(CdsServiceKind kind) {
        return PrefetchKeys.of(of(kind), kind.isForOrders() ? "order entry" : "the opening of a chart");
    }
}
