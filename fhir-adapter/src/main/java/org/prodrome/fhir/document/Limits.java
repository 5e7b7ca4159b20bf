package org.prodrome.fhir.document;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a document may cost.
 *
 * @param bytes of the attachment
 * @param characters of its text
 * @param depth of nested groups or elements
 */
record Limits(int bytes, int characters, int depth) {
    static final Limits SHIPPED = load();

    private static Limits load() {
        Map<String, Integer> values = Rows.of("document-limits.tsv", 2).stream()
                .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> Integer.valueOf(row.get(1))));
        return new Limits(named(values, "bytes"), named(values, "characters"), named(values, "depth"));
    }

    private static int named(Map<String, Integer> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
