package org.prodrome.reasoning.rule;

import java.util.List;
import java.util.stream.Stream;
import org.prodrome.fhir.mapping.Ingredients;

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
                .flatMap(rule -> results(pack, run, rule))
                .toList();
    }

    /**
     * The results of one rule's cases with what a site set, or means to set, for it.
     *
     * @return none where there is no such rule
     */
    public static List<Result> run(RulePack pack, String ruleId, LocalRules local) {
        GoldenRun run = new GoldenRun(new RuleEngine(pack, Ingredients.shipped(), local));
        return pack.rules().stream()
                .filter(rule -> rule.definition().version().id().equals(ruleId))
                .flatMap(rule -> results(pack, run, rule))
                .toList();
    }

    private static Stream<Result> results(RulePack pack, GoldenRun run, Rule rule) {
        String id = rule.definition().version().id();
        return pack.goldenCases(rule).stream()
                .map(golden -> new Result(id, golden.title(), run.differences(id, golden)));
    }
}
