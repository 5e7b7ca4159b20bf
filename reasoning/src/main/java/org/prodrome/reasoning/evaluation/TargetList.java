package org.prodrome.reasoning.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What had to be reached, with what was measured. */
final class TargetList {

    private TargetList() {}

    /** What was missed comes first, what can't be told last. */
    static String html(List<Target> targets) {
        return targets.stream()
                .sorted(Comparator.comparingInt(TargetList::rank))
                .map(TargetList::item)
                .collect(Collectors.joining("\n", "<ul class=\"targets\">", "</ul>"));
    }

    private static int rank(Target target) {
        Boolean met = target.met();
        return met == null ? 2 : met ? 1 : 0;
    }

    private static String item(Target target) {
        Boolean met = target.met();
        String chip = met == null
                ? "<span class=\"chip open\">not measurable</span>"
                : met ? "<span class=\"chip met\">met</span>" : "<span class=\"chip missed\">missed</span>";
        String missed = target.missedBy().isEmpty()
                ? ""
                : "<br><span class=\"soft\">Missed by: " + Html.escaped(String.join("; ", target.missedBy()))
                        + "</span>";
        return "<li>%s%s: <strong>%s</strong>%s</li>"
                .formatted(chip, Html.escaped(target.required()), Html.escaped(target.measured()), missed);
    }
}
