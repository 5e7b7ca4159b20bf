package org.prodrome.reasoning.timeline;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code concepts.json} as it is written.
 *
 * @param source where the codes come from
 * @param date when the file was last checked
 * @param systems our short names of code systems
 * @param groups ontology parents
 * @param concepts our concepts with their codes
 * @param ignored codes that never become an event, with the reason
 */
record ConceptFile(
        String source,
        String date,
        Map<String, String> systems,
        List<Group> groups,
        List<Entry> concepts,
        List<Ignored> ignored) {

    record Group(String key, String words, List<String> parents) {}

    record Entry(String key, String words, List<String> parents, List<String> codes) {}

    record Ignored(String why, List<String> codes) {}

    ConceptFile {
        Set<String> keys = new HashSet<>();
        groups.forEach(group -> once(keys, group.key()));
        Set<String> groupKeys = Set.copyOf(keys);
        concepts.forEach(concept -> once(keys, concept.key()));
        groups.forEach(group -> known(groupKeys, group.key(), group.parents()));
        concepts.forEach(concept -> known(groupKeys, concept.key(), concept.parents()));
        Map<String, String> known = systems;
        concepts.forEach(concept -> coded(known, concept.codes()));
        ignored.forEach(group -> coded(known, group.codes()));
    }

    private static void once(Set<String> keys, String key) {
        if (!keys.add(key)) {
            throw new IllegalArgumentException("concepts: expected each key once, got twice: " + key);
        }
    }

    private static void known(Set<String> groups, String key, List<String> parents) {
        for (String parent : parents) {
            if (!groups.contains(parent)) {
                throw new IllegalArgumentException("concepts: " + key + " names an unknown group: " + parent);
            }
        }
    }

    private static void coded(Map<String, String> systems, List<String> codes) {
        for (String code : codes) {
            int bar = code.indexOf('|');
            if (bar < 1 || !systems.containsKey(code.substring(0, bar))) {
                throw new IllegalArgumentException("concepts: expected system|code, got: " + code);
            }
        }
    }
}
