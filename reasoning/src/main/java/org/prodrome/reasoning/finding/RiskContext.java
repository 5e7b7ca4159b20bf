package org.prodrome.reasoning.finding;

import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;

/**
 * What the model says of an outcome that a fired rule is about. It stands beside the rule's own reasons: it fires nothing,
 * proposes nothing and changes no severity.
 */
public sealed interface RiskContext {

    /** In words for a person: never a probability without its horizon, interval, model version and what that was trained on. */
    default String words() {
        return switch (this) {
            case Given given -> RiskWords.context(given.risk()) + "; " + RiskWords.of(given.model());
            case Declined declined ->
                "Risk of " + declined.outcome().name() + ": not answered, " + declined.reason() + "; "
                        + RiskWords.of(declined.model());
        };
    }

    /** It answered. */
    record Given(ModelVersion model, Risk risk) implements RiskContext {}

    /** It declined to answer for this outcome, and says why. */
    record Declined(ModelVersion model, Outcome outcome, String reason) implements RiskContext {}
}
