package org.prodrome.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Cards;
import org.prodrome.reasoning.card.MatterKey;
import org.prodrome.reasoning.finding.Findings;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.finding.Thresholds;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

class AssessmentRisksTest {
    private static final NoteFindings NOTES = NoteFindings.load();
    private static final RulePack PACK = RulePack.load();
    private static final Timelines TIMELINES = Timelines.load();
    private static final ModelVersion MODEL = new ModelVersion("kestrel", "3", "ab".repeat(32), true, "CPU");
    private static final Outcome CKD = new Outcome("ckd-4", "chronic kidney disease stage 4");

    private static final String BELOW_3 = """
            {"resourceType":"Observation","id":"acr","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"14959-1"}]},
             "subject":{"reference":"Patient/p1"},"effectiveDateTime":"2026-11-13",
             "valueQuantity":{"value":3,"comparator":"<","unit":"mg/g","system":"http://unitsofmeasure.org","code":"mg/g"}}""";

    private static RiskSource says(double probability, double baseline) {
        ModelAnswer answer = new ModelAnswer.RiskProfile(
                MODEL,
                List.of(new Risk(CKD, 1825, probability, probability - 0.04, probability + 0.04, baseline)),
                List.of(),
                Map.of(
                        "ckd-4",
                        List.of(
                                new ModelAnswer.Contribution(
                                        "eGFR", 0.9, List.of(new FhirReference("Observation", "e1", null))),
                                new ModelAnswer.Contribution(
                                        "age", -0.2, List.of(new FhirReference("Patient", "p1", null))))),
                5,
                5);
        return new RiskSource() {
            @Override
            public CompletableFuture<ModelAnswer> ask(Timeline timeline, Depth depth, Duration budget) {
                return CompletableFuture.completedFuture(answer);
            }

            @Override
            public Optional<ModelVersion> version() {
                return Optional.of(MODEL);
            }
        };
    }

    private static Releases at(Stage stage) {
        return new Releases() {
            @Override
            public Stage ofRule(RuleVersion rule) {
                return stage;
            }

            @Override
            public Stage ofModel(ModelVersion model, Outcome outcome) {
                return stage;
            }
        };
    }

    private static Assessed view(RiskSource model, Releases releases, TestCharts chart) {
        return new Assessment(
                        NOTES,
                        TIMELINES,
                        model,
                        new RuleEngine(PACK),
                        releases,
                        new Findings(Thresholds.load()),
                        new Cards(MatterKey.of(new byte[32])),
                        Summaries.load(TIMELINES))
                .assess(
                        new AssessmentRequest(chart.read(), TestCharts.AS_OF, Moment.PATIENT_VIEW, List.of()),
                        Duration.ofMillis(200));
    }

    /** Beside them a chart that holds little gets cards on screening that is not on record. */
    private static List<Card> ofTheModel(List<Card> cards) {
        return cards.stream()
                .filter(card -> card.basis() instanceof Basis.ByModel)
                .toList();
    }

    private static TestCharts chart() {
        return TestCharts.woman().egfr("e1", 48, "2026-10-01").condition("c1", "433144002", "CKD 3", "2020-01-01");
    }

    @Test
    void aRiskAboveItsThresholdSaysHowSureItIsAndWhatWasNotMeasured() {
        List<Card> cards =
                ofTheModel(view(says(0.18, 0.03), PACK.releases(), chart()).cards());
        assertThat(cards).hasSize(1);
        Card card = cards.getFirst();
        assertThat(card.summary()).isEqualTo("Risk of chronic kidney disease stage 4 within 5 years: about 18 in 100");
        assertThat(card.explanation())
                .contains("about 18 (14 to 22)")
                .contains("by age and sex alone, 3")
                .contains("Model kestrel 3, trained on synthetic records");
        assertThat(card.severity()).isEqualTo(Severity.WARNING);
        assertThat(card.basis()).isInstanceOf(Basis.ByModel.class);
        assertThat(card.because().getFirst().sources().getFirst().literal()).isEqualTo("Observation/e1");
        assertThat(card.against()).containsExactly("age lowers the model's risk");
        assertThat(card.missing()).containsExactly("urine albumin-creatinine ratio: none in 1 year");
        assertThat(card.suggestions()).extracting(s -> s.key()).containsExactly("order:http://loinc.org|14959-1");
    }

    @Test
    void aTestThatWasJustMadeIsNotProposedAgainThoughItsResultIsABound() {
        Card card = view(says(0.18, 0.03), PACK.releases(), chart().with("Observation", BELOW_3))
                .cards()
                .getFirst();

        assertThat(card.missing())
                .containsExactly("urine albumin-creatinine ratio: the result of 2026-11-13 could not be used"
                        + " (a bound, not a value)");
        assertThat(card.suggestions()).isEmpty();
    }

    @Test
    void nearlyAllIsNotSaidToBeAll() {
        Card card = view(says(0.96, 0.03), PACK.releases(), chart()).cards().getFirst();

        assertThat(card.explanation()).contains("about 96 (92 to more than 99)");
    }

    @Test
    void aRiskThatAgeAndSexExplainMakesNoCard() {
        assertThat(ofTheModel(view(says(0.18, 0.12), PACK.releases(), chart()).cards()))
                .isEmpty();
    }

    @Test
    void whatIsInTheSilentStageIsComputedAndNotShown() {
        Assessed assessed = view(says(0.18, 0.03), at(Stage.SILENT), chart());
        assertThat(assessed.cards()).isEmpty();
        assertThat(ofTheModel(assessed.silentCards())).hasSize(1);
        assertThat(assessed.rules()).isNotEmpty();
    }

    @Test
    void suspendedRulesAreNotEvenRun() {
        assertThat(view(says(0.18, 0.03), at(Stage.SUSPENDED), chart()).rules()).isEmpty();
    }
}
