package org.prodrome.reasoning.evaluation;

import org.prodrome.reasoning.model.ModelAnswer;

/** An index date with what the model answered. */
record ScoredRow(IndexRow row, ModelAnswer answer) {

    /** The probability, or NaN when there is none. */
    double probability(String outcome, int horizonDays) {
        return switch (answer) {
            case ModelAnswer.RiskProfile profile ->
                profile.risks().stream()
                        .filter(risk -> risk.outcome().id().equals(outcome) && risk.horizonDays() == horizonDays)
                        .mapToDouble(risk -> risk.probability())
                        .findFirst()
                        .orElse(Double.NaN);
            case ModelAnswer.Unavailable ignored -> Double.NaN;
        };
    }

    /** Why there is no probability. */
    String reason(String outcome) {
        return switch (answer) {
            case ModelAnswer.RiskProfile profile ->
                profile.abstentions().stream()
                        .filter(abstention -> abstention.outcome().id().equals(outcome))
                        .map(ModelAnswer.Abstention::reason)
                        .findFirst()
                        .orElse("this horizon is not answered");
            case ModelAnswer.Unavailable unavailable -> unavailable.reason();
        };
    }
}
