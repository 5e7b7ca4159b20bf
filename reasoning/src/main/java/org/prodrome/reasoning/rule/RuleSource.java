package org.prodrome.reasoning.rule;

import java.time.Duration;
import java.util.List;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleResult;

/** Says what the rules of a hook say of a patient. Thread-safe; never fails, a rule that could not be run is a result. */
@FunctionalInterface
public interface RuleSource {
    /**
     * Asks the rules of a hook.
     *
     * @param releases which rules are computed
     * @param budget how long the answer is worth waiting for
     * @return at least one result for each rule that is computed, in the pack's order
     */
    List<RuleResult> ask(RuleQuestion question, Releases releases, Duration budget);

    /** On the caller's thread and to the end, whatever the budget: for whoever scores many patients and waits for each. */
    static RuleSource unhurried(RuleEngine engine) {
        return (question, releases, budget) -> engine.evaluate(question, releases, RuleProgress.TO_THE_END);
    }
}
