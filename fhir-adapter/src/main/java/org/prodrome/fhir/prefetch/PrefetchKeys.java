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
 * <p>Several keys may bring a type, each some of it. The first brings the part {@code TYPE}, the others bring
 * {@code TYPE.other}: a long list of ended prescriptions that was cut short leaves the current ones whole.
 *
 * @param typeByKey key to FHIR resource type, in the order of announcement
 * @param unasked a gap for each type of a record that no key brings; for a type of which the keys bring some only, a gap of
 *     the part {@code TYPE.other}, unless what they bring is all that reasoning reads ({@code enough.json})
 * @param narrowings by key that brings some of its type only: the query by which it asks, such as {@code status=active}
 */
public record PrefetchKeys(Map<String, String> typeByKey, List<Gap> unasked, Map<String, String> narrowings) {
    /** Parameters of a search that choose the patient, the order and the page, and leave nothing else out. */
    private static final Set<String> WHOLE =
            Set.of("patient", "subject", "_sort", "_count", "_include", "_revinclude", "_total", "_format");

    private static final String PATIENT = "Patient";
    private static final String OTHER = ".other";

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
        var narrowings = new LinkedHashMap<String, String>();
        templates.forEach((key, template) -> {
            String[] parts = template.split("[/?]", 2);
            boolean isRead = template.contains("/") && !template.contains("?");
            if (!RecordReader.types().contains(parts[0]) || isRead && !parts[0].equals(PATIENT)) {
                return; // such as the Medications that orders refer to, or one encounter: read by what it holds
            }
            types.put(key, parts[0]);
            String narrowing = isRead ? "" : narrowing(parts[1]);
            if (!narrowing.isEmpty()) {
                narrowings.put(key, narrowing);
            }
        });
        var unasked = new ArrayList<Gap>();
        types.values().stream().distinct().forEach(type -> {
            List<String> asked = queries(type, types, narrowings);
            if (!asked.contains("") && !Enough.shipped().isIn(asked, type)) {
                unasked.add(notSupplied(
                        type + OTHER, "only those of " + String.join(" or ", asked) + " are asked for at " + occasion));
            }
        });
        RecordReader.types().stream()
                .filter(type -> !types.containsValue(type))
                .map(type -> notSupplied(type, "not asked for at " + occasion))
                .forEach(unasked::add);
        return new PrefetchKeys(types, unasked, narrowings);
    }

    /** The queries of a type's keys; an empty one brings all of it. */
    private static List<String> queries(String type, Map<String, String> types, Map<String, String> narrowings) {
        return types.entrySet().stream()
                .filter(entry -> entry.getValue().equals(type))
                .map(entry -> narrowings.getOrDefault(entry.getKey(), ""))
                .toList();
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

    /** The part of the record that a key brings: its type, or what other keys leave of it. */
    String part(String key) {
        String type = java.util.Objects.requireNonNull(typeByKey.get(key), "key: expected an announced one");
        return keys(type).getFirst().equals(key) ? type : type + OTHER;
    }

    /** The keys of a type, in the order of announcement. */
    List<String> keys(String type) {
        return typeByKey.entrySet().stream()
                .filter(entry -> entry.getValue().equals(type))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether one of a type's keys brings all of it. */
    boolean bringsAll(String type) {
        return keys(type).stream().anyMatch(key -> !narrowings.containsKey(key));
    }

    /** The type of a part: {@code Observation} of {@code Observation.other}. */
    static String typeOf(String part) {
        return part.split("\\.", 2)[0];
    }

    /** The gaps that are left when all of some types was read in another way. */
    List<Gap> unasked(Set<String> read) {
        return unasked.stream()
                .filter(gap -> !read.contains(typeOf(gap.part())))
                .toList();
    }
}
