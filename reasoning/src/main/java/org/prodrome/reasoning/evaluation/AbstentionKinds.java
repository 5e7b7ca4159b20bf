package org.prodrome.reasoning.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prodrome.reasoning.model.ModelAnswer;

/**
 * Counts why a model did not answer, per outcome.
 *
 * <p>By the kind of reason: what follows its first colon or bracket is of one patient, and would make every count 1.
 */
final class AbstentionKinds {

    private final Map<String, Map<String, Integer>> counts = new HashMap<>();

    void count(String outcome, ModelAnswer answer) {
        reason(outcome, answer)
                .map(AbstentionKinds::kind)
                .ifPresent(kind ->
                        counts.computeIfAbsent(outcome, o -> new TreeMap<>()).merge(kind, 1, Integer::sum));
    }

    private static Optional<String> reason(String outcome, ModelAnswer answer) {
        return switch (answer) {
            case ModelAnswer.RiskProfile profile ->
                profile.abstentions().stream()
                        .filter(abstention -> abstention.outcome().id().equals(outcome))
                        .map(ModelAnswer.Abstention::reason)
                        .findFirst();
            case ModelAnswer.Unavailable none -> Optional.of(none.reason());
        };
    }

    private static String kind(String reason) {
        int end = 0;
        while (end < reason.length() && ":(".indexOf(reason.charAt(end)) < 0) {
            end++;
        }
        return reason.substring(0, end).strip();
    }

    void addAll(Map<String, Map<String, Integer>> more) {
        counts.putAll(more);
    }

    Map<String, Integer> of(String outcome) {
        return counts.getOrDefault(outcome, Map.of());
    }

    Map<String, Map<String, Integer>> all() {
        return counts;
    }
}
