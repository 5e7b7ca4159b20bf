package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.web.advice.ModelCard;

class ReasoningPanelsTest {
    private static final ModelCard CARD = new ModelCard(
            Map.of(),
            Map.of(
                    "validity-internal",
                    "a within 365 days: AUROC 0.9, below boosted trees; not tested; b within 365 days: AUROC 0.8.",
                    "validity-external",
                    "not available: recalibrated since; run evaluate"),
            "<p>card</p>",
            365);

    @Test
    void eachCandidateSaysRiskHorizonIntervalAndModelVersion() {
        assertThat(text(TestReasoning.whole()))
                .contains("colorectal cancer")
                .contains("4.0%")
                .contains(
                        "within 90 days, calibration interval 2.0% to 8.0% \u00B7 age and sex alone 1.0% \u00B7 kestrel 3.1, trained on"
                                + " synthetic records");
    }

    @Test
    void theThreeColumnsSayWhatSupportsWhatArguesAgainstAndWhatIsNotMeasured() {
        assertThat(text(TestReasoning.whole()))
                .contains("Supportshaemoglobin")
                .contains("Argues againstC-reactive protein")
                .contains("Not measuredFIT: none in 2 years");
    }

    @Test
    void allMeasuredAndNotLookedForAreSaidApart() {
        assertThat(text(TestReasoning.whole()))
                .contains("Not measuredall measured in time")
                .contains("Not measurednot looked for: no list for this condition")
                .doesNotContain("Not measurednothing found");
    }

    @Test
    void openProblemsAndAbstentionsAreMarkedAndHaveNoFigure() {
        String text = text(TestReasoning.whole());

        assertThat(text).contains("Essential hypertensionon record as activeOpen problem");
        assertThat(text).contains("hypertensionalready recordedNot evaluated");
    }

    @Test
    void nearlyCertainIsNeverWrittenAsCertain() {
        assertThat(Words.percent(0.9996)).isEqualTo("over 99.9%");
        assertThat(Words.percent(0.997)).isEqualTo("99.7%");
        assertThat(Words.range(0.0001, 0.0002)).isEqualTo("under 0.1%");
    }

    @Test
    void whyIsNotSaidToBeACause() {
        assertThat(text(TestReasoning.whole()))
                .contains("What this model's answer rests on, not causes")
                .contains("haemoglobin+0.80");
    }

    @Test
    void whySaysHowManyGroupsWereTriedAndHowManyWeakerOnesAreNotShown() {
        assertThat(text(TestReasoning.whole()))
                .contains("Tried: 40 of 112 groups of entries")
                .contains("and 5 weaker ones");
    }

    @Test
    void whatTheModelDeclinedIsNotSaidToBeUnmoved() {
        assertThat(text(TestReasoning.declined()))
                .contains("Not explained: the model gave no answer.")
                .contains("hypertension: already recorded")
                .contains("colorectal cancer: too little history")
                .doesNotContain("moved an answer");
    }

    @Test
    void aModelThatIsNotReleasedToTheReaderShowsNothingButThat() {
        String text = text(new ModelAnswer.Unavailable("the model is not released to you here"));

        assertThat(text)
                .contains("No differential is shown: the model is not released to you here")
                .doesNotContain("computed")
                .doesNotContain("%")
                .doesNotContain("About this model")
                .doesNotContain("Why");
    }

    @Test
    void withoutADifferentialTheReasonsStay() {
        assertThat(text(TestReasoning.with(null)))
                .contains("No differential was computed for this patient")
                .contains("hypertension: not evaluated, already recorded")
                .doesNotContain("None of these");
    }

    @Test
    void theCardInShortHasALinePerOutcomeAndSaysWhatThePackageLeavesOut() {
        assertThat(AboutModel.evaluation(CARD).getFirst().lines())
                .containsExactly(
                        "a within 365 days: AUROC 0.9, below boosted trees; not tested",
                        "b within 365 days: AUROC 0.8.");
        assertThat(AboutModel.evaluation(ModelCard.NONE))
                .allMatch(figures -> figures.lines().getFirst().contains("Not stated"));
        assertThat(AboutModel.limits(ModelCard.NONE)).allMatch(line -> line.contains("Not stated"));
    }

    @Test
    void aSentenceWithASemicolonIsNotTornApart() {
        assertThat(AboutModel.evaluation(CARD).get(1).lines())
                .containsExactly("not available: recalibrated since; run evaluate");
    }

    @Test
    void whatIsNotListedInTheDifferentialIsCountedAndWhatWasTriedIsSaid() {
        String differential = text(TestReasoning.whole()).split("What this model's answer rests on")[0];

        assertThat(differential)
                .contains("haemoglobin1and 7 more")
                .contains("and 3 more")
                .contains("Argues againstnothing found among what was tried")
                .contains("Tried: 40 of 112 groups of entries");
    }

    @Test
    void noneOfTheseIsOfTheForetoldAloneAndItsUncalibratedPartIsSaid() {
        assertThat(text(TestReasoning.whole()))
                .contains("None of these foretold conditionsnone of the numbered conditions above")
                .contains("death competes, and its part is not calibrated");
    }

    @Test
    void theCitationOfWhatIsNotMeasuredIsPrinted() {
        assertThat(text(TestReasoning.whole())).contains("FIT: none in 2 yearsa guideline");
    }

    @Test
    void aSourceButtonSaysOfWhat() {
        assertThat(panels(TestReasoning.whole()).getOuterHTML()).contains("aria-label=\"Show 1 source: haemoglobin\"");
    }

    @Test
    void whoseAnswerNothingMovedIsNamed() {
        RiskProfile whole = TestReasoning.whole();
        RiskProfile unmoved = new RiskProfile(
                whole.model(),
                whole.risks(),
                List.of(),
                Map.of(
                        TestReasoning.CANCER.id(),
                        whole.contributions().get(TestReasoning.CANCER.id()),
                        TestReasoning.DIABETES.id(),
                        List.of()),
                whole.tried(),
                List.of(),
                null,
                213,
                260,
                null);

        assertThat(text(unmoved))
                .contains("Nothing that was left out in turn moved these enough to be listed: type 2 diabetes.");
        assertThat(text(whole)).doesNotContain("enough to be listed");
    }

    private static Element panels(ModelAnswer answer) {
        return new ReasoningPanels(answer, CARD, (List<org.prodrome.fhir.record.FhirReference> sources) -> {})
                .getElement();
    }

    private static String text(ModelAnswer answer) {
        return panels(answer).getTextRecursively();
    }
}
