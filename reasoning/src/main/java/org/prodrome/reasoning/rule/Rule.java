package org.prodrome.reasoning.rule;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.elm.r1.VersionedIdentifier;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.opencds.cqf.cql.engine.execution.EvaluationExpressionRef;

/**
 * A rule ready to run.
 *
 * @param library its CQL library
 * @param expressions the defines that are asked for
 * @param valueSets URLs of the value sets its library declares
 * @param ofListedOrders whether it is about orders in progress, and sees none but those of its value sets
 * @param parameters values for the library's parameters, in the engine's types
 * @param artifacts what of it can be published
 */
record Rule(
        RuleDefinition definition,
        VersionedIdentifier library,
        List<EvaluationExpressionRef> expressions,
        Set<String> valueSets,
        boolean ofListedOrders,
        Map<String, Object> parameters,
        Artifacts artifacts) {
    /** Asked where several orders are in progress: which of them the rule is about. */
    static final List<EvaluationExpressionRef> ORDERS = List.of(new EvaluationExpressionRef("Orders"));

    private static final List<EvaluationExpressionRef> APPLIES = List.of(new EvaluationExpressionRef("Applies"));

    Rule {
        expressions = List.copyOf(expressions);
        valueSets = Set.copyOf(valueSets);
        parameters = Map.copyOf(parameters);
    }

    /**
     * What of a rule can be published, and shown to a person.
     *
     * @param cql the text of its library; of a generic rule, with its own names in place
     * @param plan its PlanDefinition
     */
    record Artifacts(String cql, PlanDefinition plan) {}

    /** The parameters with what a site set for them; a local value that is no parameter of the rule changes nothing. */
    Map<String, Object> parameters(LocalSettings local) {
        Map<String, Object> values = new HashMap<>(parameters);
        local.parameters()
                .forEach((name, value) -> values.computeIfPresent(name, (same, packed) -> {
                    String text = value.toString();
                    return packed instanceof BigDecimal
                            ? new BigDecimal(text)
                            : (Object) new BigDecimal(text).intValueExact();
                }));
        return values;
    }

    /** Asked first: most rules are not about most patients. */
    List<EvaluationExpressionRef> applies() {
        return APPLIES;
    }

    /**
     * Asked where it does not apply and something it needs could not be read: whether it would, had it been there.
     *
     * @return empty for a rule that does not depend on it
     */
    List<EvaluationExpressionRef> mayApply() {
        return expressions.stream()
                .filter(expression -> RuleCompiler.MAY_APPLY.equals(expression.getName()))
                .toList();
    }
}
