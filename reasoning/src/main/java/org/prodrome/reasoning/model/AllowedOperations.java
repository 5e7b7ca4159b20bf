package org.prodrome.reasoning.model;

import java.util.Set;
import org.prodrome.reasoning.timeline.DataFile;

/**
 * Operations that a network may have: a SavedModel is a program, so what isn't known to only compute is refused.
 *
 * @param source where the list comes from
 * @param date when it was last checked
 * @param largestBytes of the file that holds the program
 * @param computing what an answer may run
 * @param restoring what loading may run
 * @param saving what may lie in the file, run by neither
 */
record AllowedOperations(
        String source,
        String date,
        int largestBytes,
        Set<String> computing,
        Set<String> restoring,
        Set<String> saving) {
    AllowedOperations {
        computing = Set.copyOf(computing);
        restoring = Set.copyOf(restoring);
        saving = Set.copyOf(saving);
    }

    static AllowedOperations load() {
        return DataFile.read(AllowedOperations.class, "allowed-operations.json", AllowedOperations.class);
    }

    boolean allows(String type) {
        return computing.contains(type) || restoring.contains(type) || saving.contains(type);
    }
}
