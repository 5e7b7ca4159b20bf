package org.prodrome.reasoning.rule;

import java.util.List;
import org.prodrome.reasoning.finding.RuleResult;

/** Follows a run of rules, so that whoever asked can take what is ready when the time is up. Called on the running thread. */
public interface RuleProgress {
    /** Every rule, without being told of any. */
    RuleProgress TO_THE_END = new RuleProgress() {
        @Override
        public boolean goOn() {
            return true;
        }

        @Override
        public void done(RuleDescription rule, List<RuleResult> results) {}
    };

    /** Whether the next rule is still wanted; what is left out then has no result at all. */
    boolean goOn();

    /** Whether this rule's result is wanted; one that isn't is passed over. */
    default boolean wants(RuleDescription rule) {
        return true;
    }

    /** Whether this rule may be run for whatever purpose; one that may not has no say about proposals, and they say so. */
    default boolean mayRun(RuleDescription rule) {
        return true;
    }

    /** Whether the rule that runs is given up, and may end at its next step. Asked at every step: it must be quick. */
    default boolean isGivenUp() {
        return false;
    }

    /** A rule that is about to run. */
    default void begins(RuleDescription rule) {}

    /** A rule that has run, and what it said. */
    void done(RuleDescription rule, List<RuleResult> results);
}
