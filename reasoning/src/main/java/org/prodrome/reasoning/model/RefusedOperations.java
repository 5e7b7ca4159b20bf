package org.prodrome.reasoning.model;

import java.util.List;
import org.prodrome.reasoning.timeline.DataFile;

/**
 * Operations that a network of others must not have: a SavedModel is a program.
 *
 * @param source where the list comes from
 * @param date when it was last checked
 * @param prefixes of their types
 */
record RefusedOperations(String source, String date, List<String> prefixes) {
    RefusedOperations {
        prefixes = List.copyOf(prefixes);
    }

    static RefusedOperations load() {
        return DataFile.read(RefusedOperations.class, "refused-operations.json", RefusedOperations.class);
    }

    boolean refuses(String type) {
        return prefixes.stream().anyMatch(type::startsWith);
    }
}
