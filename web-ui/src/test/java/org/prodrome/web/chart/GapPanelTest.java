package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Risk;

/** Nobody is told that everything was evaluated where something was not. */
class GapPanelTest {
    private static final String ALL = "Everything asked for was read and evaluated.";

    @Test
    void eachOutcomeThatTheModelDeclinedIsNotEvaluated() {
        assertThat(text(TestReasoning.declined()))
                .contains("hypertension not answered by the model: already recorded")
                .contains("colorectal cancer not answered by the model: too little history")
                .doesNotContain(ALL);
    }

    @Test
    void oneDeclinedOutcomeAmongAnsweredOnesIsToldToo() {
        assertThat(text(TestReasoning.whole()))
                .contains("hypertension not answered")
                .doesNotContain(ALL);
    }

    @Test
    void withoutAReleasedAnswerNotEverythingWasEvaluated() {
        assertThat(text(new ModelAnswer.Unavailable("the model is not released to you here")))
                .contains("Risks of the model none is shown: the model is not released to you here")
                .doesNotContain(ALL);
    }

    @Test
    void anAnswerOfNothingIsNoEvaluation() {
        assertThat(text(answered(List.of()))).doesNotContain(ALL);
    }

    @Test
    void aLateModelIsToldOnce() {
        var late = ModelAnswer.Unavailable.late("it did not answer in time");
        var finding = new Finding.InsufficientData(
                "The model gave no risks", null, null, List.of(), List.of(late.reason()), List.of());
        String text = new GapPanel(List.of(), List.of(finding), late, () -> {})
                .getElement()
                .getTextRecursively();

        assertThat(text).containsOnlyOnce(late.reason());
    }

    @Test
    void whereEverythingWasReadAndAnsweredThatIsSaid() {
        assertThat(text(answered(TestReasoning.whole().risks()))).contains(ALL);
    }

    private static RiskProfile answered(List<Risk> risks) {
        return new RiskProfile(TestReasoning.whole().model(), risks, List.of(), Map.of(), 3, 3);
    }

    private static String text(ModelAnswer released) {
        return new GapPanel(List.of(), List.of(), released, () -> {})
                .getElement()
                .getTextRecursively();
    }
}
