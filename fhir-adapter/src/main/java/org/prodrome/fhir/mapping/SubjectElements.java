package org.prodrome.fhir.mapping;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where resources of a type say whose they are, by {@code subject-elements.tsv}.
 *
 * @param paths the elements
 * @param isRequired whether a resource that does not say it is refused
 */
record SubjectElements(List<String> paths, boolean isRequired) {
    private static final Map<String, SubjectElements> BY_TYPE = Rows.of("subject-elements.tsv", 3).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get(0), SubjectElements::of));
    private static final SubjectElements OF_OTHERS = Objects.requireNonNull(BY_TYPE.get("*"));

    static SubjectElements of(String type) {
        @Nullable SubjectElements known = BY_TYPE.get(type);
        return known == null ? OF_OTHERS : known;
    }

    static boolean isListed(String type) {
        return BY_TYPE.containsKey(type);
    }

    private static SubjectElements of(List<String> row) {
        return switch (row.get(2)) {
            case "refuse" -> new SubjectElements(List.of(row.get(1).split(",")), true);
            case "keep" -> new SubjectElements(List.of(row.get(1).split(",")), false);
            default -> throw Rows.unusable("subject-elements.tsv", "expected refuse or keep, got " + row.get(2));
        };
    }
}
