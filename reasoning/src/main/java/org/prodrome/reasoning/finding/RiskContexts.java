package org.prodrome.reasoning.finding;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Risk;

/** What of the model's answer belongs on the card of a rule that is about certain outcomes. */
final class RiskContexts {
    private static final int YEAR_DAYS = 365;

    private final Thresholds thresholds;

    RiskContexts(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** One for each outcome the model knows, in the rule's order. */
    List<RiskContext> of(List<String> outcomes, ModelAnswer answer) {
        return switch (answer) {
            case ModelAnswer.Unavailable ignored -> List.of();
            case RiskProfile profile ->
                outcomes.stream().flatMap(id -> of(id, profile)).toList();
        };
    }

    /** What a rule's card lacks: the word of a model that was asked and late. A model that there is not is no news there. */
    static List<String> missing(List<String> outcomes, ModelAnswer answer) {
        return !outcomes.isEmpty() && answer instanceof ModelAnswer.Unavailable none && none.late()
                ? List.of(none.words())
                : List.of();
    }

    private Stream<RiskContext> of(String outcome, RiskProfile profile) {
        Optional<Risk> risk = risk(outcome, profile);
        return risk.isPresent()
                ? Stream.of(new RiskContext.Given(profile.model(), risk.get()))
                : declined(outcome, profile);
    }

    /** At the horizon the site alerts at; where it alerts at none, the one nearest a year. */
    private Optional<Risk> risk(String outcome, RiskProfile profile) {
        int wanted = thresholds.alerts().stream()
                .filter(alert -> alert.outcome().equals(outcome))
                .mapToInt(Thresholds.Alert::horizonDays)
                .findFirst()
                .orElse(YEAR_DAYS);
        return profile.risks().stream()
                .filter(risk -> risk.outcome().id().equals(outcome))
                .min(Comparator.comparingInt((Risk risk) -> Math.abs(risk.horizonDays() - wanted))
                        .thenComparingInt(Risk::horizonDays));
    }

    private static Stream<RiskContext> declined(String outcome, RiskProfile profile) {
        return profile.abstentions().stream()
                .filter(abstention -> abstention.outcome().id().equals(outcome))
                .limit(1)
                .map(abstention ->
                        new RiskContext.Declined(profile.model(), abstention.outcome(), abstention.reason()));
    }
}
