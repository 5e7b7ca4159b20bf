package org.prodrome.fhir.prefetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * {@code enough.json}: the values of a search parameter that bring all of a type which reasoning reads.
 *
 * @param byType by FHIR resource type
 */
record Enough(Map<String, Values> byType) {
    private static final String FILE = "enough.json";
    private static final Enough SHIPPED = read();

    Enough {
        byType = Map.copyOf(byType);
    }

    record Values(String parameter, Set<String> values) {
        Values {
            values = Set.copyOf(values);
        }
    }

    static Enough shipped() {
        return SHIPPED;
    }

    /** Whether the queries together leave nothing out that is read; one that narrows in another way too proves nothing. */
    boolean isIn(Collection<String> narrowings, String type) {
        @Nullable Values wanted = byType.get(type);
        if (wanted == null) {
            return false;
        }
        String prefix = wanted.parameter + "=";
        var asked = new HashSet<String>();
        narrowings.stream()
                .filter(narrowing -> narrowing.startsWith(prefix) && !narrowing.contains(Narrowing.SEPARATOR))
                .forEach(narrowing -> List.of(
                                narrowing.substring(prefix.length()).split(","))
                        .forEach(token -> asked.add(token.substring(token.indexOf('|') + 1))));
        return asked.containsAll(wanted.values);
    }

    private static Enough read() {
        try (InputStream in = Enough.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new FhirAdapterException.DataFileUnusable(FILE + ": it is missing", null);
            }
            var byType = new HashMap<String, Values>();
            new ObjectMapper()
                    .readTree(in)
                    .required("types")
                    .properties()
                    .forEach(type -> byType.put(type.getKey(), values(type.getValue())));
            return new Enough(byType);
        } catch (IOException | IllegalArgumentException e) {
            throw new FhirAdapterException.DataFileUnusable(FILE + ": expected its own format", e);
        }
    }

    private static Values values(JsonNode type) {
        var values = new HashSet<String>();
        type.required("values").forEach(value -> values.add(value.asText()));
        return new Values(type.required("parameter").asText(), values);
    }
}
