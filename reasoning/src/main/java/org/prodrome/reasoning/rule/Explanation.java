package org.prodrome.reasoning.rule;

import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Resource;
import org.opencds.cqf.cql.engine.runtime.Tuple;
import org.prodrome.reasoning.finding.RuleResult;

/** The values behind a rule's result, one line for each define of its library. */
final class Explanation {
    private Explanation() {}

    /** The values, as texts, by name. */
    static SortedMap<String, String> defines(RulePack pack, Rule rule, RuleRun run) {
        SortedMap<String, String> texts = new TreeMap<>();
        run.values(rule, pack.libraries().defines(rule.library()))
                .forEach((name, value) -> texts.put(name, shown(value)));
        return texts;
    }

    static String result(RuleResult result) {
        return switch (result) {
            case RuleResult.Fired fired -> "fires: " + fired.headline();
            case RuleResult.NotEvaluated not -> "cannot be evaluated; missing: " + String.join("; ", not.missing());
            case RuleResult.Passed ignored -> "passes: nothing to say";
            case RuleResult.NotApplicable ignored -> "does not apply";
            case RuleResult.Broken broken -> "could not be run: " + broken.reason();
        };
    }

    private static String shown(Object value) {
        return switch (value) {
            case Resource resource -> References.literal(resource);
            case Tuple tuple -> {
                StringJoiner parts = new StringJoiner(", ", "{ ", " }");
                tuple.getElements()
                        .forEach((name, element) ->
                                parts.add(name + ": " + (element == null ? "null" : shown(element))));
                yield parts.toString();
            }
            case Iterable<?> items -> {
                StringJoiner parts = new StringJoiner(", ", "[", "]");
                items.forEach(item -> parts.add(item == null ? "null" : shown(item)));
                yield parts.toString();
            }
            default -> value.toString();
        };
    }
}
