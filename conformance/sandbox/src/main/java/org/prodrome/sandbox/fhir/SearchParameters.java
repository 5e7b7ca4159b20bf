package org.prodrome.sandbox.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The types this server holds and how each can be searched, from {@code search-parameters.json}. */
final class SearchParameters {

    static final SearchParameter ID = new SearchParameter("_id", SearchParameter.Kind.TOKEN, "id");
    static final SearchParameter LAST_UPDATED =
            new SearchParameter("_lastUpdated", SearchParameter.Kind.DATE, "meta.lastUpdated");

    static final SearchParameter SECURITY =
            new SearchParameter("_security", SearchParameter.Kind.TOKEN, "meta.security");

    private static final String FILE = "search-parameters.json";
    private static final SearchParameters R4 = read();

    private final Map<String, Map<String, SearchParameter>> byType;

    private SearchParameters(Map<String, Map<String, SearchParameter>> byType) {
        this.byType = byType;
    }

    static SearchParameters r4() {
        return R4;
    }

    Set<String> types() {
        return byType.keySet();
    }

    Collection<SearchParameter> of(String type) {
        return byType.getOrDefault(type, Map.of()).values();
    }

    Optional<SearchParameter> find(String type, String name) {
        Map<String, SearchParameter> known = byType.getOrDefault(type, Map.of());
        return Optional.ofNullable(known.get(name));
    }

    private static SearchParameters read() {
        try (InputStream in = SearchParameters.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + ": expected on the class path");
            }
            JsonNode types = JsonMapper.shared().readTree(in).required("types");
            Map<String, Map<String, SearchParameter>> byType = new TreeMap<>();
            types.properties().forEach(type -> byType.put(type.getKey(), parametersOf(type.getValue())));
            return new SearchParameters(byType);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + ": cannot be read", e);
        }
    }

    private static Map<String, SearchParameter> parametersOf(JsonNode type) {
        Map<String, SearchParameter> parameters = new LinkedHashMap<>();
        parameters.put(ID.name(), ID);
        parameters.put(LAST_UPDATED.name(), LAST_UPDATED);
        parameters.put(SECURITY.name(), SECURITY);
        type.properties().forEach(entry -> {
            @Nullable String[] kindAndPath = entry.getValue().asString().split(" ", 2);
            SearchParameter.Kind kind =
                    SearchParameter.Kind.valueOf(String.valueOf(kindAndPath[0]).toUpperCase(Locale.ROOT));
            parameters.put(entry.getKey(), new SearchParameter(entry.getKey(), kind, String.valueOf(kindAndPath[1])));
        });
        return parameters;
    }
}
