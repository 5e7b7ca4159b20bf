package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.token.Tokens;

/**
 * All that a model reads of one concept of a record, in the tokens and in the courses: some analytes have numbers and no token.
 *
 * @param concept as in the timeline
 * @param places of its tokens
 * @param numbers places of its numbers in {@link Tokens#courses}
 */
record EventGroup(String concept, Set<Integer> places, Set<Integer> numbers) {

    EventGroup {
        places = Collections.unmodifiableSet(new TreeSet<>(places));
        numbers = Collections.unmodifiableSet(new TreeSet<>(numbers));
    }

    /** One per concept, in the order of their first tokens; those without a token last. */
    static List<EventGroup> of(Timeline timeline, Tokens tokens) {
        Map<String, Set<Integer>> places = new LinkedHashMap<>();
        Map<String, Set<Integer>> numbers = new LinkedHashMap<>();
        gather(timeline, tokens.entries(), tokens.length(), places);
        gather(timeline, tokens.courses().entries(), tokens.courses().length(), numbers);
        return Stream.concat(places.keySet().stream(), numbers.keySet().stream())
                .distinct()
                .map(concept -> new EventGroup(
                        concept, places.getOrDefault(concept, Set.of()), numbers.getOrDefault(concept, Set.of())))
                .toList();
    }

    private static void gather(Timeline timeline, int[] entries, int length, Map<String, Set<Integer>> byConcept) {
        for (int place = 0; place < length; place++) {
            if (entries[place] >= 0) {
                byConcept
                        .computeIfAbsent(timeline.entries().get(entries[place]).concept(), c -> new TreeSet<>())
                        .add(place);
            }
        }
    }

    /** What is read without it. */
    Tokens leftOutOf(Tokens tokens) {
        return tokens.without(places, numbers);
    }

    /** What is read without several. */
    static Tokens leftOutOf(Tokens tokens, List<EventGroup> groups) {
        Set<Integer> places = new TreeSet<>();
        Set<Integer> numbers = new TreeSet<>();
        for (EventGroup group : groups) {
            places.addAll(group.places);
            numbers.addAll(group.numbers);
        }
        return tokens.without(places, numbers);
    }

    /** Its entries of the timeline, newest first. */
    List<Integer> entries(Tokens tokens) {
        Set<Integer> entries = new TreeSet<>();
        places.forEach(place -> entries.add(tokens.entries()[place]));
        numbers.forEach(number -> entries.add(tokens.courses().entries()[number]));
        return new ArrayList<>(entries).reversed();
    }

    /** The vocabulary's id that stands for one of its entries. */
    int code(Tokens tokens, int entry) {
        return Stream.concat(
                        places.stream()
                                .filter(place -> tokens.entries()[place] == entry)
                                .map(place -> tokens.codes()[place]),
                        numbers.stream()
                                .filter(number -> tokens.courses().entries()[number] == entry)
                                .map(number -> tokens.courses().codes()[number]))
                .findFirst()
                .orElseThrow();
    }
}
