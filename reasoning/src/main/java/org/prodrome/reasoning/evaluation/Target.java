package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing the model has to reach, with what was measured.
 *
 * @param id stable name
 * @param required in words
 * @param measured in words, with figures
 * @param met null when it can't be told from these rows
 * @param missedBy tasks that fall short, with their figures
 */
record Target(
        String id,
        String required,
        String measured,
        @Nullable Boolean met,
        List<String> missedBy) {
    Target {
        missedBy = List.copyOf(missedBy);
    }

    static Target notMeasured(String id, String required, String why) {
        return new Target(id, required, why, null, List.of());
    }
}
