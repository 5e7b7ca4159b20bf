package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.Demographics.Sex;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;

/** What a package declines must stay the same; how its host wrote the figures of a reason need not. */
class GoldenAnswersTest {

    private static final GoldenStory STORY = new GoldenStory("far away", 20_000, Sex.FEMALE, List.of());
    private static final String REASON = "a patient unlike those the model was trained on (distance 4.0, at most 3.0)";

    private static GoldenAnswers declined(String outcome, String reason) {
        GoldenAnswers.Declined declined = new GoldenAnswers.Declined(outcome, reason);
        return new GoldenAnswers(1e-3, 0.01, List.of(new GoldenAnswers.Case(STORY, List.of(), List.of(declined))));
    }

    private static ModelAnswer answer(String reason) {
        return new RiskProfile(
                new ModelVersion("test", "1", "00", true, "CPU"),
                List.of(),
                List.of(new Abstention(new Outcome("planted", "a planted disease"), reason)),
                Map.of(),
                0,
                0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                REASON,
                "a patient unlike those the model was trained on (distance 4,0, at most 3,0)",
                "a patient unlike those the model was trained on (distance 4.1, at most 3.0)",
                "a patient unlike those the model was trained on (distance \u0664\u066b\u0660, at most \u0663\u066b\u0660)"
            })
    void acceptsTheReasonOfAPackageMadeOnAHostOfAnyLanguage(String signed) {
        assertThatCode(() -> declined("planted", signed).check(timeline -> answer(REASON)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherKindOfReasonAndAnotherOutcome() {
        assertThatThrownBy(() -> declined("planted", "already recorded").check(timeline -> answer(REASON)))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("the same abstentions of the story 'far away'");
        assertThatThrownBy(() -> declined("absent", REASON).check(timeline -> answer(REASON)))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining("the same abstentions");
    }
}
