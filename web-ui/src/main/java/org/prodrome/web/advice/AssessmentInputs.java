package org.prodrome.web.advice;

import java.util.List;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Gap;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.AssessmentRequest;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.Risk;

/**
 * What an assessment was made of, and what the model said: enough to say years later why a card was shown.
 *
 * @param inputs versioned reference of every event the assessment looked at
 * @param gaps what could not be read
 * @param draftOrders the orders in progress as they came
 * @param model name, version and hash of the model, or why there was none
 * @param risks every risk it gave
 * @param cards how many cards came of it
 */
record AssessmentInputs(
        List<String> inputs, List<Gap> gaps, List<String> draftOrders, String model, List<Risk> risks, int cards) {

    static AssessmentInputs of(AssessmentRequest request, Assessed assessed) {
        return new AssessmentInputs(
                request.record().events().stream()
                        .map(ClinicalEvent::source)
                        .map(FhirReference::versioned)
                        .distinct()
                        .toList(),
                request.record().gaps(),
                request.draftOrders().stream().map(DraftOrder::json).toList(),
                model(assessed.model()),
                assessed.model() instanceof ModelAnswer.RiskProfile profile ? profile.risks() : List.of(),
                assessed.cards().size());
    }

    private static String model(ModelAnswer answer) {
        return switch (answer) {
            case ModelAnswer.RiskProfile profile ->
                profile.model().name() + " " + profile.model().version() + " "
                        + profile.model().hash();
            case ModelAnswer.Unavailable unavailable -> "unavailable: " + unavailable.reason();
        };
    }
}
