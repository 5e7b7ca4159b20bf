package org.prodrome.web.cdshooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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

    /** Which resource type each key brings: the word before the first slash or question mark. */
    Map<String, String> types(CdsServiceKind kind) {
        Map<String, String> types = new LinkedHashMap<>();
        of(kind).forEach((key, template) -> types.put(key, template.split("[/?]", 2)[0]));
        return types;
    }
}
