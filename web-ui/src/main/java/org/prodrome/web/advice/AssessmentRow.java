package org.prodrome.web.advice;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.AssessmentRequest;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.model.ModelAnswer;

/**
 * An assessment as it is kept: without the record it was made of, so that it may wait in memory.
 *
 * @param moment when in the clinician's work
 * @param asOf the day of the assessment
 * @param modelHash of the model that answered, or null
 * @param inputs what it was made of
 * @param at when it was made
 */
record AssessmentRow(
        Moment moment, LocalDate asOf, @Nullable String modelHash, AssessmentInputs inputs, Instant at) {

    static AssessmentRow of(AssessmentRequest request, Assessed assessed, Instant at) {
        return new AssessmentRow(
                request.moment(),
                request.asOf(),
                assessed.model() instanceof ModelAnswer.RiskProfile profile
                        ? profile.model().hash()
                        : null,
                AssessmentInputs.of(request, assessed),
                at);
    }
}
