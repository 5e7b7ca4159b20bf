package org.prodrome.web.cdshooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.prefetch.PrefetchKeys;
import org.prodrome.web.config.CdsClientSettings;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The prefetch templates of the data file, by hook, or those a client's configuration has in their place; only the subset
 * every CDS client must understand, unless a client speaks 3.0.
 */
@Component
final class PrefetchTemplates {
    private final File file;
    private final Map<Asked, PrefetchKeys> keys = new ConcurrentHashMap<>();

    PrefetchTemplates(JsonMapper json) {
        try (InputStream in = PrefetchTemplates.class.getResourceAsStream("prefetch.json")) {
            this.file = json.readValue(Objects.requireNonNull(in), File.class);
        } catch (IOException e) {
            throw new UncheckedIOException("prefetch.json is not readable", e);
        }
        CdsServiceKind.all().forEach(this::check);
    }

    Map<String, String> of(CdsServiceKind kind) {
        return of(kind, null);
    }

    /** The templates that a client is given for a hook. */
    Map<String, String> of(CdsServiceKind kind, @Nullable CdsClientSettings client) {
        @Nullable
        Map<String, String> own = client == null ? null : client.prefetch().get(kind.hook());
        return own == null ? shipped(kind, client != null && client.speaksVersion3()) : own;
    }

    /** Which resource type each key brings, and what none brings. */
    PrefetchKeys keys(CdsServiceKind kind) {
        return keys(kind, null);
    }

    /** Which resource type each key that a client is given brings, and what none brings; the user's is no part of the record. */
    PrefetchKeys keys(CdsServiceKind kind, @Nullable CdsClientSettings client) {
        Map<String, String> ofTheRecord = new LinkedHashMap<>(of(kind, client));
        ofTheRecord.remove(UserRoles.KEY);
        return keys.computeIfAbsent(
                new Asked(kind, ofTheRecord),
                asked -> PrefetchKeys.of(
                        asked.templates(), kind.isForOrders() ? "order entry" : "the opening of a chart"));
    }

    private Map<String, String> shipped(CdsServiceKind kind, boolean version3) {
        Map<String, String> templates = new LinkedHashMap<>();
        sets(file.hooks(), kind)
                .forEach(set ->
                        templates.putAll(Objects.requireNonNull(file.sets().get(set), set)));
        if (version3) {
            templates.putAll(Objects.requireNonNullElse(file.version3().get(kind.hook()), Map.of()));
        }
        return templates;
    }

    private static List<String> sets(Map<String, List<String>> byHook, CdsServiceKind kind) {
        return Objects.requireNonNull(byHook.get(kind.hook()), "prefetch.json: no entry for a hook");
    }

    private void check(CdsServiceKind kind) {
        for (boolean version3 : new boolean[] {false, true}) {
            shipped(kind, version3)
                    .forEach((key, template) ->
                            TemplateGrammar.check("prefetch.json: " + key, key, template, kind, version3));
        }
    }

    /**
     * The data file.
     *
     * @param sets templates by key, by the name of the set
     * @param hooks the sets each hook asks for
     * @param version3 what a client of 3.0 is asked for besides, by hook
     */
    record File(
            String source,
            String date,
            Map<String, Map<String, String>> sets,
            Map<String, List<String>> hooks,
            Map<String, Map<String, String>> version3) {}

    private record Asked(CdsServiceKind kind, Map<String, String> templates) {}
}
