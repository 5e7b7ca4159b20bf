package org.prodrome.reasoning.timeline;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;

/** Codes to Prodrome's own concept keys. Immutable and thread-safe. */
final class ConceptMap {

    /** Kinds of concept: a code means different things on a problem list and in an allergy list. */
    enum Space {
        CONDITION,
        MEASUREMENT,
        DRUG,
        PROCEDURE,
        VACCINE,
        ALLERGY,
        ENCOUNTER,
        ANSWER
    }

    private static final List<String> SYSTEM_RANK = List.of("sct", "icd10cm", "loinc", "rxnorm", "cvx");
    private static final int LONGEST_SYSTEM = 40;

    private final Map<String, String> shortNames = new HashMap<>();
    private final Map<Space, Map<String, String>> exact = new HashMap<>();
    private final Map<Space, Map<String, String>> prefixes = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private final Set<String> ignored = new HashSet<>();

    ConceptMap(ConceptFile file) {
        file.systems().forEach((name, uri) -> shortNames.put(uri, name));
        file.groups().forEach(group -> describe(group.key(), group.words(), group.parents()));
        file.concepts().forEach(this::add);
        file.ignored().forEach(group -> ignored.addAll(group.codes()));
    }

    static ConceptMap load() {
        return new ConceptMap(DataFile.read(ConceptMap.class, "concepts.json", ConceptFile.class));
    }

    private void add(ConceptFile.Entry concept) {
        describe(concept.key(), concept.words(), concept.parents());
        Space space = space(concept.key());
        for (String code : concept.codes()) {
            boolean open = code.endsWith("*");
            String token = open ? code.substring(0, code.length() - 1) : code;
            Map<String, String> target = (open ? prefixes : exact).computeIfAbsent(space, s -> new HashMap<>());
            if (target.put(token, concept.key()) != null) {
                throw new IllegalArgumentException("concepts: expected " + code + " for one concept, got two");
            }
        }
    }

    private void describe(String key, String text, List<String> above) {
        words.put(key, text);
        parents.put(key, List.copyOf(above));
    }

    private static Space space(String key) {
        String prefix = key.substring(0, Math.max(0, key.indexOf('/')));
        return switch (prefix) {
            case "condition" -> Space.CONDITION;
            case "lab", "vital", "survey" -> Space.MEASUREMENT;
            case "drug" -> Space.DRUG;
            case "procedure" -> Space.PROCEDURE;
            case "vaccine" -> Space.VACCINE;
            case "allergy" -> Space.ALLERGY;
            case "encounter" -> Space.ENCOUNTER;
            case "answer" -> Space.ANSWER;
            default -> throw new IllegalArgumentException("concepts: expected a known kind before '/', got: " + key);
        };
    }

    /** Whether the data file says that this never becomes an event. */
    boolean ignores(CodedConcept concept) {
        return concept.codings().stream().map(this::token).anyMatch(ignored::contains);
    }

    /** Our key, else the short {@code system|code} of the best known system; empty for a concept without codes. */
    Optional<String> key(Space space, CodedConcept concept) {
        return key(space, concept.codings());
    }

    Optional<String> key(Space space, List<Coding> codings) {
        List<String> tokens = codings.stream()
                .map(this::token)
                .sorted(Comparator.comparingInt(ConceptMap::rank).thenComparing(Comparator.naturalOrder()))
                .toList();
        return tokens.stream()
                .flatMap(token -> Optional.ofNullable(own(space, token)).stream())
                .findFirst()
                .or(() -> tokens.stream().findFirst());
    }

    /** Our keys of the codes that begin with this one, as far as the data file names them. */
    Stream<String> below(Space space, Coding coding) {
        String token = token(coding);
        return Stream.of(exact, prefixes)
                .flatMap(maps -> maps.getOrDefault(space, Map.of()).entrySet().stream())
                .filter(known -> known.getKey().startsWith(token))
                .map(Map.Entry::getValue);
    }

    private @Nullable String own(Space space, String token) {
        String found = exact.getOrDefault(space, Map.of()).get(token);
        Map<String, String> open = prefixes.getOrDefault(space, Map.of());
        for (int end = token.length(); found == null && end > 0; end--) {
            found = open.get(token.substring(0, end));
        }
        return found;
    }

    private String token(Coding coding) {
        String known = shortNames.get(coding.system());
        return (known == null ? shortened(coding.system()) : known) + "|" + coding.code();
    }

    private static String shortened(String system) {
        String tail = system.substring(system.lastIndexOf('/') + 1);
        return tail.length() <= LONGEST_SYSTEM ? tail : tail.substring(tail.length() - LONGEST_SYSTEM);
    }

    private static int rank(String token) {
        int rank = SYSTEM_RANK.indexOf(token.substring(0, token.indexOf('|')));
        return rank < 0 ? SYSTEM_RANK.size() : rank;
    }

    Optional<String> words(String key) {
        return Optional.ofNullable(words.get(key));
    }

    /** Direct parents; an unmapped ICD-10-CM code has its three-character category. */
    List<String> parents(String key) {
        List<String> known = parents.get(key);
        if (known != null) {
            return known;
        }
        String icd = "icd10cm|";
        boolean belowCategory = key.startsWith(icd) && key.length() > icd.length() + 3;
        return belowCategory ? List.of(key.substring(0, icd.length() + 3)) : List.of();
    }

    boolean knows(String key) {
        return words.containsKey(key);
    }
}
