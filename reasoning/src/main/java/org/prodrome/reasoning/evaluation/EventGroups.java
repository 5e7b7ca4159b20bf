package org.prodrome.reasoning.evaluation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who got the outcome of a task, in groups of patients.
 *
 * @param patients hash of the pseudonym, by dimension and group; one patient may be in several age bands
 */
record EventGroups(Map<String, Map<String, Set<Long>>> patients) {

    static EventGroups of(TaskRows rows, Protocol protocol) {
        Map<String, Map<String, Set<Long>>> patients = new HashMap<>();
        for (Dimension dimension : Dimension.values()) {
            patients.put(dimension.words(), rows.patientsWith(i -> dimension.group(rows, i, protocol)));
        }
        return new EventGroups(patients);
    }

    /** Patients of some groups of a dimension together. */
    int with(String dimension, Collection<String> groups) {
        Map<String, Set<Long>> all = patients.getOrDefault(dimension, Map.of());
        return (int) groups.stream()
                .flatMap(group -> all.getOrDefault(group, Set.of()).stream())
                .distinct()
                .count();
    }
}
