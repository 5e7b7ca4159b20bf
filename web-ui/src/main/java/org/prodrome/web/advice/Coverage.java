package org.prodrome.web.advice;

import java.util.List;
import java.util.function.Predicate;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.finding.RuleVersion;

/**
 * How far an asker's rules could be run.
 *
 * @param run rules that came to a result, be it that they could not evaluate the patient
 * @param notRun those that were broken, late or left out
 * @param reasons why these were not, each once
 */
public record Coverage(int run, int notRun, List<String> reasons) {
    public Coverage {
        reasons = List.copyOf(reasons);
    }

    static Coverage of(List<RuleResult> results, Predicate<RuleVersion> isForAsker) {
        List<RuleResult> seen = results.stream()
                .filter(result -> isForAsker.test(result.rule()))
                .toList();
        List<RuleResult.Broken> broken = seen.stream()
                .filter(RuleResult.Broken.class::isInstance)
                .map(RuleResult.Broken.class::cast)
                .toList();
        return new Coverage(
                (int) seen.stream()
                        .filter(result -> !(result instanceof RuleResult.Broken))
                        .map(result -> result.rule().id())
                        .distinct()
                        .count(),
                (int) broken.stream()
                        .map(result -> result.rule().id())
                        .distinct()
                        .count(),
                broken.stream().map(RuleResult.Broken::reason).distinct().toList());
    }

    /** Whether no rule is for the asker: all are silent, or in a pilot that is not theirs. */
    public boolean isEmpty() {
        return run == 0 && notRun == 0;
    }

    /** Whether there were rules to run and none of them could be. */
    public boolean isNone() {
        return run == 0 && notRun > 0;
    }
}
