package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.token.Courses;
import org.prodrome.reasoning.token.Tokens;

/**
 * All that a model reads of one concept of a record, in the tokens and in the courses: some analytes have numbers and no token.
 *
 * @param concept as in the timeline
 * @param places of its tokens
 * @param numbers places of its numbers in {@link Tokens#courses}
 */
record EventGroup(String concept, Set<Integer> places, Set<Integer> numbers) {

    /** One per concept, in the order of their first tokens; those without a token last. */
    static List<EventGroup> of(Timeline timeline, Tokens tokens) {
        Map<String, EventGroup> groups = new LinkedHashMap<>();
        for (int place = 0; place < tokens.length(); place++) {
            if (tokens.entries()[place] >= 0) {
                of(timeline, tokens.entries()[place], groups).places.add(place);
            }
        }
        Courses courses = tokens.courses();
        for (int number = 0; number < courses.length(); number++) {
            if (courses.entries()[number] >= 0) {
                of(timeline, courses.entries()[number], groups).numbers.add(number);
            }
        }
        return List.copyOf(groups.values());
    }

    private static EventGroup of(Timeline timeline, int entry, Map<String, EventGroup> groups) {
        return groups.computeIfAbsent(
                timeline.entries().get(entry).concept(),
                concept -> new EventGroup(concept, new TreeSet<>(), new TreeSet<>()));
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

    /** The vocabulary's id of its newest token, or of its newest number where it has no token. */
    int code(Tokens tokens) {
        return places.isEmpty() ? tokens.courses().codes()[last(numbers)] : tokens.codes()[last(places)];
    }

    private static int last(Set<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
