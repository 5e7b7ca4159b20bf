package org.prodrome.reasoning.rule;

import java.time.Duration;
import java.util.List;

/** Runs a pack's golden cases for a while, so that the first clinician does not wait for what a fresh program is slow at. */
public final class RuleWarmUp {
    private static final int ROUNDS = 3;

    private RuleWarmUp() {}

    /**
     * A case of each rule, then another of each.
     *
     * @param most ends after this time
     * @return how many cases were run
     */
    public static int run(RulePack pack, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        RuleEngine engine = new RuleEngine(pack);
        int cases = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (Rule rule : pack.rules()) {
                List<String> names = rule.definition().golden();
                if (System.nanoTime() - until >= 0 || names.isEmpty()) {
                    continue;
                }
                GoldenCase golden = pack.goldenCase(rule, names.get(round % names.size()));
                engine.evaluate(golden.input(), golden.hook(), all -> true);
                cases++;
            }
        }
        return cases;
    }
}
