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

    /** A rule that is about to run. */
    default void begins(RuleDescription rule) {}

    /** A rule that has run, and what it said. */
    void done(RuleDescription rule, List<RuleResult> results);
}
