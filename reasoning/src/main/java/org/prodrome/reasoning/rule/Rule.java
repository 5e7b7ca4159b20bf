package org.prodrome.reasoning.rule;

import java.util.List;
import java.util.Map;
import org.hl7.elm.r1.VersionedIdentifier;
import org.opencds.cqf.cql.engine.execution.EvaluationExpressionRef;

/**
 * A rule ready to run.
 *
 * @param library its CQL library
 * @param expressions the defines that are asked for
 * @param parameters values for the library's parameters, in the engine's types
 */
record Rule(
        RuleDefinition definition,
        VersionedIdentifier library,
        List<EvaluationExpressionRef> expressions,
        Map<String, Object> parameters) {
    Rule {
        expressions = List.copyOf(expressions);
        parameters = Map.copyOf(parameters);
    }
}
