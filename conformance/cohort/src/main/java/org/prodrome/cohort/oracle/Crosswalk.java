package org.prodrome.cohort.oracle;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Undoes the pseudonyms and date shifts of a synthetic cohort's de-identified copy. */
final class Crosswalk {
    private final Map<String, Entry> byPseudonym = new HashMap<>();

    private Crosswalk() {}

    /** One patient, as {@code deidentify --crosswalk} writes it. */
    record Entry(String patient, String pseudonym, int shiftDays) {}

    static Crosswalk read(Path file) {
        var crosswalk = new Crosswalk();
        PackedLines.read(file, Entry.class, (entry, line) -> {
            if (crosswalk.byPseudonym.put(entry.pseudonym(), entry) != null) {
                throw PackedLines.at(file, line, "pseudonym: expected each once, got one again");
            }
        });
        return crosswalk;
    }

    @Nullable
    Entry of(String pseudonym) {
        return byPseudonym.get(pseudonym);
    }
}
