package org.prodrome.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Cards;
import org.prodrome.reasoning.card.MatterKey;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.reasoning.finding.Findings;
import org.prodrome.reasoning.finding.RiskContext;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Thresholds;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

/** The model's word on the card of a shipped rule: at order entry context, on the chart one card with the alert. */
class RiskBesideRuleTest {
    private static final RulePack PACK = RulePack.load();
    private static final Timelines TIMELINES = Timelines.load();
    private static final ModelVersion MODEL = new ModelVersion("kestrel", "3", "ab".repeat(32), true, "CPU");
    private static final Outcome CKD = new Outcome("chronic-kidney-disease", "chronic kidney disease");
    private static final Outcome CANCER = new Outcome("lung-cancer", "lung cancer");
    private static final List<DraftOrder> METFORMIN =
            TestCharts.orders("d1", "861007", "metformin hydrochloride 500 MG Oral Tablet");

    @Test
    void anOrdersCardHasTheRiskItsRuleIsAboutAndNoOther() {
        Card without = atSigning(new ModelAnswer.Unavailable("no model is loaded"));
        Card card = atSigning(profile(List.of(risk(CKD, 365, 0.31), risk(CKD, 1095, 0.62), risk(CANCER, 1095, 0.9))));

        assertThat(card.risks())
                .extracting(RiskContext::words)
                .containsExactly(
                        "Risk of chronic kidney disease within 3 years: 62.0% (calibration interval 58.0% to"
                                + " 66.0%); model kestrel 3, trained on synthetic records: it says nothing about real patients");
        assertThat(card.withRisks(List.of())).isEqualTo(without);
    }

    @Test
    void aRiskHoweverHighMakesNoCardAtOrderEntry() {
        Assessed assessed = assess(
                profile(List.of(risk(CKD, 1095, 0.95))),
                TestCharts.woman().egfr("e1", 80, "2026-09-20").read(),
                Moment.ORDER_SIGN,
                METFORMIN);

        assertThat(assessed.cards()).isEmpty();
    }

    @Test
    void aModelThatDeclinedSaysWhyOnTheRulesCard() {
        Card card = atSigning(new ModelAnswer.RiskProfile(
                MODEL, List.of(), List.of(new Abstention(CKD, "already recorded")), Map.of(), 3, 3));

        assertThat(card.risks())
                .extracting(RiskContext::words)
                .singleElement()
                .asString()
                .startsWith("Risk of chronic kidney disease: not answered, already recorded; model kestrel 3");
    }

    @Test
    void onlyALateModelIsMissedOnTheRulesCard() {
        assertThat(atSigning(new ModelAnswer.Unavailable("no model is loaded")).missing())
                .isEmpty();
        assertThat(atSigning(ModelAnswer.Unavailable.late("too late")).missing())
                .containsExactly("the model's risks: too late");
    }

    @Test
    void onTheChartTheRuleAndTheAlertForItsOutcomeAreOneCard() {
        PatientRecord twice = TestCharts.woman()
                .egfr("e1", 48, "2026-04-01")
                .egfr("e2", 46, "2026-10-01")
                .read();
        List<Card> cards = assess(
                        profile(List.of(risk(CKD, 1095, 0.62), risk(CANCER, 1095, 0.001))),
                        twice,
                        Moment.PATIENT_VIEW,
                        List.of())
                .cards()
                .stream()
                .filter(card -> card.bases().stream()
                        .map(Basis::sourceId)
                        .anyMatch(id -> id.equals("ckd-unlisted") || id.startsWith("model/")))
                .toList();

        assertThat(cards).hasSize(1);
        Card card = cards.getFirst();
        assertThat(card.bases()).extracting(Basis::sourceId).containsExactly("ckd-unlisted", "model/" + CKD.id());
        assertThat(card.severity()).isEqualTo(Severity.INFO);
        assertThat(card.explanation()).contains("trained on synthetic records");
        assertThat(card.suggestions()).extracting(Suggestion::key).doesNotHaveDuplicates();
    }

    private static Card atSigning(ModelAnswer answer) {
        PatientRecord record = TestCharts.woman().egfr("e1", 24, "2026-09-20").read();
        List<Card> cards = assess(answer, record, Moment.ORDER_SIGN, METFORMIN).cards();
        assertThat(cards).hasSize(1);
        return cards.getFirst();
    }

    private static Assessed assess(ModelAnswer answer, PatientRecord record, Moment moment, List<DraftOrder> drafts) {
        return new Assessment(
                        TIMELINES,
                        saying(answer),
                        new RuleEngine(PACK),
                        PACK.releases(),
                        new Findings(Thresholds.load()),
                        new Cards(MatterKey.of(new byte[32])),
                        Summaries.load(TIMELINES))
                .assess(new AssessmentRequest(record, TestCharts.AS_OF, moment, drafts), Duration.ofSeconds(5));
    }

    private static RiskSource saying(ModelAnswer answer) {
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

    private static ModelAnswer profile(List<Risk> risks) {
        return new ModelAnswer.RiskProfile(MODEL, risks, List.of(), Map.of(), 5, 5);
    }

    private static Risk risk(Outcome outcome, int days, double probability) {
        return new Risk(
                outcome, days, probability, Math.max(0, probability - 0.04), Math.min(1, probability + 0.04), 0.01);
    }
}
