package org.prodrome.web.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.Outcome;

/**
 * Outcomes that the model would not answer for one reason: a record that is too short is so for all of them, and is said once.
 *
 * @param reason in words
 * @param outcomes at least one, in the order of the answer
 */
record Declined(String reason, List<Outcome> outcomes) {

    Declined {
        outcomes = List.copyOf(outcomes);
    }

    /** One per reason, in the order in which they first came. */
    static List<Declined> of(List<Abstention> abstentions) {
        Map<String, List<Outcome>> byReason = abstentions.stream()
                .collect(Collectors.groupingBy(
                        Abstention::reason,
                        LinkedHashMap::new,
                        Collectors.mapping(Abstention::outcome, Collectors.toList())));
        return byReason.entrySet().stream()
                .map(each -> new Declined(each.getKey(), each.getValue()))
                .toList();
    }

    /** The outcomes' names. */
    String names() {
        return outcomes.stream().map(Outcome::name).collect(Collectors.joining(", "));
    }
}
