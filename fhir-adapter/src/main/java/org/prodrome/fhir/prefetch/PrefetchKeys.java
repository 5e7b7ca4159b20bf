package org.prodrome.fhir.prefetch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.search.RecordReader;

/**
 * Which prefetch key brings which resource type, as the service's discovery announces them.
 *
 * @param typeByKey key to FHIR resource type; each type once
 * @param unasked a gap for each type of a record that no key brings; for a type of which a key brings some only, a gap of
 *     the part {@code TYPE.other}: whoever needs no more than was asked for has all of it
 * @param narrowings by type of which a key brings some only: the query by which it asks, such as {@code status=active}
 */
public record PrefetchKeys(Map<String, String> typeByKey, List<Gap> unasked, Map<String, String> narrowings) {
    /** Parameters of a search that choose the patient, the order and the page, and leave nothing else out. */
    private static final Set<String> WHOLE =
            Set.of("patient", "subject", "_sort", "_count", "_include", "_revinclude", "_total", "_format");

    public PrefetchKeys {
        typeByKey = Collections.unmodifiableMap(new LinkedHashMap<>(typeByKey));
        unasked = List.copyOf(unasked);
        narrowings = Map.copyOf(narrowings);
    }

    /** Keys of which nothing is known but what they do not ask for. */
    public PrefetchKeys(Map<String, String> typeByKey, List<Gap> unasked) {
        this(typeByKey, unasked, Map.of());
    }

    /** Keys that bring all of their types, to a reader who wants no others. */
    public PrefetchKeys(Map<String, String> typeByKey) {
        this(typeByKey, List.of());
    }

    /**
     * What templates ask for, and what they therefore do not.
     *
     * @param templates by key, as announced
     * @param occasion when they are filled in, such as {@code order entry}; for people
     */
    public static PrefetchKeys of(Map<String, String> templates, String occasion) {
        var types = new LinkedHashMap<String, String>();
        var unasked = new ArrayList<Gap>();
        var narrowings = new LinkedHashMap<String, String>();
        templates.forEach((key, template) -> {
            String[] parts = template.split("[/?]", 2);
            if (!RecordReader.types().contains(parts[0])) {
                return; // such as the Medications that orders refer to: read by what it holds, and no part of a record
            }
            types.put(key, parts[0]);
            String narrowing = template.contains("?") ? narrowing(parts[1]) : "";
            if (!narrowing.isEmpty()) {
                narrowings.put(parts[0], narrowing);
                unasked.add(notSupplied(
                        parts[0] + ".other", "only those of " + narrowing + " are asked for at " + occasion));
            }
        });
        RecordReader.types().stream()
                .filter(type -> !types.containsValue(type))
                .map(type -> notSupplied(type, "not asked for at " + occasion))
                .forEach(unasked::add);
        return new PrefetchKeys(types, unasked, narrowings);
    }

    private static String narrowing(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !WHOLE.contains(parameter.split("[=:]", 2)[0]))
                .collect(Collectors.joining(" and "));
    }

    private static Gap notSupplied(String part, String detail) {
        return new Gap(part, Gap.Reason.NOT_SUPPLIED, detail);
    }

    /** The type a key stands for; a key we did not announce is read too, by what it holds. */
    Optional<String> type(String key) {
        @Nullable String type = typeByKey.get(key);
        return Optional.ofNullable(type);
    }

    /** The gaps that are left when all of some types was read in another way. */
    List<Gap> unasked(Set<String> read) {
        return unasked.stream()
                .filter(gap -> !read.contains(gap.part().split("\\.", 2)[0]))
                .toList();
    }
}
