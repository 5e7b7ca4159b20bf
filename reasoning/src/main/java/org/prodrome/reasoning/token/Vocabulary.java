package org.prodrome.reasoning.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.reasoning.failure.ReasoningException;

/**
 * What a model can read: concepts with their ids, parents and value bins, and the clamps it was trained with.
 *
 * <p>An entry's id is its place in the list. The first eight are fixed: padding, unknown, as-of, no-event and four sexes.
 * Ontology parents are entries too. Fitted on training patients only; immutable.
 *
 * @param entries in the order of their ids
 * @param clamps what the package declares it was trained with
 */
public record Vocabulary(List<Entry> entries, Clamps clamps) {

    public static final int PAD = 0;
    public static final int UNKNOWN = 1;
    /** The last token of every sequence: age on the as-of day, seeing everything of that day. */
    public static final int AS_OF = 2;
    /** "Nothing happened for five years." */
    public static final int NO_EVENT = 3;

    private static final int FIRST_SEX = 4;
    static final int RESERVED = FIRST_SEX + Demographics.Sex.values().length;
    private static final int FEWEST_VALUES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    public Vocabulary {
        entries = List.copyOf(entries);
        if (entries.size() < RESERVED) {
            throw new IllegalArgumentException(
                    "entries: expected at least the " + RESERVED + " fixed ones, got " + entries.size());
        }
        int size = entries.size();
        for (Entry entry : entries) {
            if (entry.parents().stream().anyMatch(id -> id < 0 || id >= size)) {
                throw new IllegalArgumentException("parents: expected ids of the vocabulary");
            }
        }
    }

    /**
     * One concept.
     *
     * @param concept the key of stage 4, or a fixed one such as {@code token/unknown}
     * @param words for a person
     * @param parents ids of its ontology parents
     * @param patients how many training patients have it
     * @param values bins of its numbers, or null when it has none
     * @param salience how much it tells of what comes, 0 to 1: see {@link Salience}; 0 in packages made before there was one
     */
    public record Entry(
            String concept,
            String words,
            List<Integer> parents,
            int patients,
            @Nullable ValueBins values,
            double salience) {
        public Entry {
            parents = List.copyOf(parents);
        }

        /** One that keeps no more places than others. */
        public Entry(String concept, String words, List<Integer> parents, int patients, @Nullable ValueBins values) {
            this(concept, words, parents, patients, values, 0);
        }
    }

    /**
     * What the token stage enforces, so that serving stays within what training saw.
     *
     * @param maxAgeYears ages above are pooled to this one (Safe Harbor pools ages over 89)
     * @param kinds the kinds of event that become tokens; written in one order on every machine
     */
    public record Clamps(int maxAgeYears, Set<EventKind> kinds) {
        public Clamps {
            EnumSet<EventKind> inOrder = EnumSet.noneOf(EventKind.class);
            inOrder.addAll(kinds);
            kinds = Collections.unmodifiableSet(inOrder);
        }
    }

    /** Number of ids: the first dimension of the code embedding. */
    public int size() {
        return entries.size();
    }

    /** Number of bin ids including 0 for "no value": the first dimension of the bin embedding. */
    public int binCount() {
        return entries.stream()
                .map(Entry::values)
                .mapToInt(v -> v == null ? 1 : v.firstBin() + v.count())
                .max()
                .orElse(1);
    }

    /** Parent ids per id, padded with 0, {@code (size, widest)}; at least one column. */
    public int[][] parentMatrix() {
        int widest = Math.max(
                1, entries.stream().mapToInt(e -> e.parents().size()).max().orElse(1));
        int[][] matrix = new int[entries.size()][widest];
        for (int id = 0; id < matrix.length; id++) {
            List<Integer> parents = entries.get(id).parents();
            for (int p = 0; p < parents.size(); p++) {
                matrix[id][p] = parents.get(p);
            }
        }
        return matrix;
    }

    /** Ids of the concepts with values that most patients have, the most frequent first. */
    public List<Integer> valued(int most) {
        return IntStream.range(0, entries.size())
                .boxed()
                .filter(id -> entries.get(id).values() != null)
                .sorted(Comparator.comparingInt((Integer id) -> entries.get(id).patients())
                        .reversed())
                .limit(most)
                .toList();
    }

    /** Id by concept key; build once and keep. */
    public Map<String, Integer> index() {
        Map<String, Integer> index = new HashMap<>();
        for (int id = 0; id < entries.size(); id++) {
            index.put(entries.get(id).concept(), id);
        }
        return Map.copyOf(index);
    }

    /**
     * The share of measured analytes' tokens without a usable value or with one so extreme that it was clipped, in [0, 1]; of at
     * least {@value #FEWEST_VALUES} values, so that one alone says little.
     */
    public double unusableShare(Tokens tokens) {
        int values = 0;
        int unusable = 0;
        for (int i = 0; i < tokens.length(); i++) {
            if (entries.get(tokens.codes()[i]).values() != null) {
                values++;
                unusable += tokens.bins()[i] == 0 || Math.abs(tokens.z()[i]) >= ValueBins.CLIP ? 1 : 0;
            }
        }
        return unusable / (double) Math.max(FEWEST_VALUES, values);
    }

    static int sexToken(Demographics.Sex sex) {
        return FIRST_SEX + sex.ordinal();
    }

    /** Writes JSON. */
    public void save(Path file) {
        try {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new ReasoningException.BrokenPackage("vocabulary: could not be written", e);
        }
    }

    /** Reads what {@link #save} wrote. */
    public static Vocabulary load(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Vocabulary.class);
        } catch (IOException e) {
            throw new ReasoningException.BrokenPackage(
                    "vocabulary: expected a vocabulary in JSON in " + file.getFileName(), e);
        }
    }
}
