package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who was shown, at one site, to have got each outcome: nothing is shown beside it from which few patients could be worked out.
 *
 * <p>Filled as results come: of two that would tell of few by their difference, the first is shown.
 */
final class ShownCounts {

    private final Map<String, List<Integer>> patients = new HashMap<>();
    private final Map<String, List<EventGroups>> groups = new HashMap<>();
    private final int least;

    ShownCounts(Protocol protocol) {
        this.least = protocol.smallCell();
    }

    /** Whether so many patients with the outcome, beside what was shown of it already, would tell of few. */
    boolean telling(String outcome, int with) {
        return patients.getOrDefault(outcome, List.of()).stream().anyMatch(before -> telling(with, before));
    }

    /** The same of some groups of a dimension taken together. */
    boolean telling(String outcome, String dimension, Collection<String> names, int with) {
        return groups.getOrDefault(outcome, List.of()).stream()
                .anyMatch(before -> telling(with, before.with(dimension, names)));
    }

    private boolean telling(int with, int before) {
        return SmallCells.telling(Math.abs(with - before), least);
    }

    void add(String outcome, int with) {
        patients.computeIfAbsent(outcome, first -> new ArrayList<>()).add(with);
    }

    void add(String outcome, EventGroups shown) {
        groups.computeIfAbsent(outcome, first -> new ArrayList<>()).add(shown);
    }
}
