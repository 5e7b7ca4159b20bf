package org.prodrome.reasoning.meds;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.timeline.Timelines;

/** The codes a dataset uses, and all above them. For one thread. */
final class MedsCodes {
    static final String BIRTH = "MEDS_BIRTH";
    static final String DEATH = "MEDS_DEATH";

    private final Timelines timelines;
    private final SortedMap<String, Code> codes = new TreeMap<>();

    /**
     * One code.
     *
     * @param parents wider ones, nearest first
     * @param unit of its numbers (UCUM), or null
     */
    record Code(
            String code,
            String description,
            List<String> parents,
            @Nullable String unit) {}

    MedsCodes(Timelines timelines) {
        this.timelines = timelines;
    }

    void used(String code) {
        if (codes.containsKey(code)) {
            return;
        }
        switch (code) {
            case BIRTH -> codes.put(code, new Code(code, "birth", List.of(), null));
            case DEATH -> codes.put(code, new Code(code, "death", List.of(), null));
            default -> {
                List<String> parents = timelines.parents(code);
                String unit = timelines.unit(code).orElse(null);
                codes.put(code, new Code(code, timelines.words(code), parents, unit));
                parents.forEach(this::used);
            }
        }
    }

    Iterable<Code> all() {
        return codes.values();
    }

    int count() {
        return codes.size();
    }
}
