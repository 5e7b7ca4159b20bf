package org.prodrome.web.advice;

import java.util.Comparator;
import java.util.List;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.RiskContext;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.governance.ReleaseRegister;
import org.springframework.stereotype.Component;

/** Who may see what of rules and models, by their stages. */
@Component
class Audience {
    private final ReleaseRegister releases;
    private final ProdromeSettings settings;

    Audience(ReleaseRegister releases, ProdromeSettings settings) {
        this.releases = releases;
        this.settings = settings;
    }

    Stage stageOf(Basis basis) {
        return switch (basis) {
            case Basis.ByRule by -> releases.ofRule(by.rule());
            case Basis.ByModel by -> releases.ofModel(by.model(), by.risk().outcome());
            case Basis.NotEvaluated unknown -> stageOf(unknown.rules());
        };
    }

    /** "Not checked" is told to whom the rule's firing would be told; without a rule, to everybody. */
    private Stage stageOf(List<RuleVersion> concerned) {
        return concerned.isEmpty()
                ? Stage.GENERAL
                : concerned.stream()
                        .map(releases::ofRule)
                        .filter(Stage::isShown)
                        .max(Comparator.naturalOrder())
                        .orElse(Stage.SILENT);
    }

    boolean sees(Asker asker, RuleVersion rule) {
        return sees(asker, releases.ofRule(rule));
    }

    boolean sees(Asker asker, Stage stage) {
        return stage.isShown() && (stage != Stage.PILOT || settings.inPilot(asker.fhirUser()));
    }

    private boolean sees(Asker asker, ModelVersion model, Outcome outcome) {
        return sees(asker, releases.ofModel(model, outcome));
    }

    /** A model in the silent stage is not shown in any place, its risks no more than its cards. */
    ModelAnswer risks(Asker asker, ModelAnswer answer) {
        return switch (answer) {
            case ModelAnswer.Unavailable unavailable -> unavailable;
            case ModelAnswer.RiskProfile profile ->
                ReleasedAnswer.of(profile, outcome -> sees(asker, profile.model(), outcome));
        };
    }

    /** The card with only that of the model beside it which the asker may see. */
    Card forReading(Asker asker, Card part) {
        return part.risks().isEmpty()
                ? part
                : part.withRisks(part.risks().stream()
                        .filter(context -> sees(asker, context))
                        .toList());
    }

    private boolean sees(Asker asker, RiskContext context) {
        return switch (context) {
            case RiskContext.Given given ->
                sees(asker, given.model(), given.risk().outcome());
            case RiskContext.Declined declined -> sees(asker, declined.model(), declined.outcome());
        };
    }
}
