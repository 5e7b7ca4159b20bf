package org.prodrome.reasoning.serving;

import java.util.List;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RuleProgress;
import org.prodrome.reasoning.rule.RuleQuestion;

/** Runs rules one after the other, telling of each. The engine does; fault tests put in what does not end. */
interface RuleWork {
    /** All there are, in the order they run in. */
    List<RuleDescription> rules();

    /** Runs those of the question's hook that are computed. */
    void run(RuleQuestion question, Releases releases, RuleProgress progress);

    static RuleWork of(RuleEngine engine) {
        List<RuleDescription> all = engine.pack().descriptions();
        return new RuleWork() {
            @Override
            public List<RuleDescription> rules() {
                return all;
            }

            @Override
            public void run(RuleQuestion question, Releases releases, RuleProgress progress) {
                engine.evaluate(question, releases, progress);
            }
        };
    }
}
