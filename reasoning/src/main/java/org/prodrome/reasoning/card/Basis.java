package org.prodrome.reasoning.card;

import java.util.List;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Risk;

/** What a card rests on. */
public sealed interface Basis {

    /** A rule. */
    record ByRule(RuleVersion rule) implements Basis {}

    /** The model, with the risk it gave. */
    record ByModel(ModelVersion model, Risk risk) implements Basis {}

    /**
     * Nothing could be evaluated.
     *
     * @param rules the rules that could not be, in their order; empty when it was no rule but the order or the model itself
     */
    record NotEvaluated(List<RuleVersion> rules) implements Basis {
        public NotEvaluated {
            rules = List.copyOf(rules);
        }

        /** No rule in particular. */
        public NotEvaluated() {
            this(List.of());
        }
    }

    /** Id under which releases, suppression and analytics know it: rule id, {@code model/outcome}, or {@code not-evaluated}. */
    default String sourceId() {
        return switch (this) {
            case ByRule by -> by.rule().id();
            case ByModel by -> "model/" + by.risk().outcome().id();
            case NotEvaluated ignored -> "not-evaluated";
        };
    }

    /** Version of the rule or model; empty when nothing was evaluated. */
    default String version() {
        return switch (this) {
            case ByRule by -> by.rule().version();
            case ByModel by -> by.model().version();
            case NotEvaluated ignored -> "";
        };
    }
}
