package org.prodrome.reasoning.rule;

import java.util.List;

/** Runs every golden case of a pack, for whoever is about to release it. */
public final class GoldenTests {

    private GoldenTests() {}

    /**
     * One case's result.
     *
     * @param rule its id
     * @param title what the case shows
     * @param differences from what it expects, in sentences; empty when the rule does as expected
     */
    public record Result(String rule, String title, List<String> differences) {
        public Result {
            differences = List.copyOf(differences);
        }

        public boolean passed() {
            return differences.isEmpty();
        }
    }

    /** The results in the pack's order. */
    public static List<Result> run(RulePack pack) {
        GoldenRun run = new GoldenRun(new RuleEngine(pack));
        return pack.rules().stream()
                .flatMap(rule -> pack.goldenCases(rule).stream().map(golden -> {
                    String id = rule.definition().version().id();
                    return new Result(id, golden.title(), run.differences(id, golden));
                }))
                .toList();
    }
}
