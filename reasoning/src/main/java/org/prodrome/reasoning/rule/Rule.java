package org.prodrome.reasoning.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.elm.r1.VersionedIdentifier;
import org.opencds.cqf.cql.engine.execution.EvaluationExpressionRef;

/**
 * A rule ready to run.
 *
 * @param library its CQL library
 * @param expressions the defines that are asked for
 * @param valueSets URLs of the value sets its library declares
 * @param parameters values for the library's parameters, in the engine's types
 */
record Rule(
        RuleDefinition definition,
        VersionedIdentifier library,
        List<EvaluationExpressionRef> expressions,
        Set<String> valueSets,
        Map<String, Object> parameters) {
    private static final List<EvaluationExpressionRef> APPLIES = List.of(new EvaluationExpressionRef("Applies"));

    Rule {
        expressions = List.copyOf(expressions);
        valueSets = Set.copyOf(valueSets);
        parameters = Map.copyOf(parameters);
    }

    /** Asked first: most rules are not about most patients. */
    List<EvaluationExpressionRef> applies() {
        return APPLIES;
    }
}
