package org.prodrome.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Cards;
import org.prodrome.reasoning.card.MatterKey;
import org.prodrome.reasoning.finding.Findings;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Thresholds;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

class AssessmentTest {
    private static final Duration BUDGET = Duration.ofMillis(200);
    private static final NoteFindings NOTES = NoteFindings.load();
    private static final RulePack PACK = RulePack.load();
    private static final Timelines TIMELINES = Timelines.load();

    private static final String METFORMIN = "860975";

    private final Assessment assessment = with(RiskSource.none("no model is loaded"));

    private static Assessment with(RiskSource model) {
        return new Assessment(
                NOTES,
                TIMELINES,
                model,
                new RuleEngine(PACK),
                PACK.releases(),
                new Findings(Thresholds.load()),
                new Cards(MatterKey.of(new byte[32])),
                Summaries.load(TIMELINES));
    }

    private Assessed sign(PatientRecord record, List<DraftOrder> orders) {
        return assessment.assess(new AssessmentRequest(record, TestCharts.AS_OF, Moment.ORDER_SIGN, orders), BUDGET);
    }

    @Test
    void metforminAtLowEgfrMakesOneCriticalCardThatOffersToRemoveTheOrder() {
        PatientRecord record = TestCharts.woman().egfr("e1", 24, "2026-09-20").read();
        List<Card> cards = sign(record, TestCharts.orders("d1", METFORMIN, "metformin 500 MG"))
                .cards();
        assertThat(cards).hasSize(1);
        Card card = cards.getFirst();
        assertThat(card.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(card.summary()).isEqualTo("Metformin ordered; the last eGFR was 24 mL/min/1.73 m2 on 2026-09-20");
        assertThat(card.basis().sourceId()).isEqualTo("metformin-egfr");
        assertThat(card.because().getFirst().sources().getFirst().literal()).isEqualTo("Observation/e1");
        assertThat(card.suggestions().getFirst().key()).isEqualTo("remove");
        assertThat(card.suggestions().getFirst().proposal()).isInstanceOf(DraftProposal.Remove.class);
        assertThat(card.missing()).isEmpty();
    }

    @Test
    void aMatterIsTheSameWhateverTheOrdersIdIs() {
        PatientRecord record = TestCharts.woman().egfr("e1", 24, "2026-09-20").read();
        Card first = sign(record, TestCharts.orders("d1", METFORMIN, "metformin 500 MG"))
                .cards()
                .getFirst();
        Card second = sign(record, TestCharts.orders("other-id", METFORMIN, "metformin 500 MG"))
                .cards()
                .getFirst();
        assertThat(second.matter()).isEqualTo(first.matter());
    }

    @Test
    void aNewFactMakesANewMatter() {
        List<DraftOrder> order = TestCharts.orders("d1", METFORMIN, "metformin 500 MG");
        Card before = sign(TestCharts.woman().egfr("e1", 24, "2026-09-20").read(), order)
                .cards()
                .getFirst();
        Card after = sign(
                        TestCharts.woman()
                                .egfr("e1", 24, "2026-09-20")
                                .egfr("e2", 21, "2026-11-01")
                                .read(),
                        order)
                .cards()
                .getFirst();
        assertThat(after.matter()).isNotEqualTo(before.matter());
    }

    @Test
    void aCorrectedValueMakesANewMatter() {
        List<DraftOrder> order = TestCharts.orders("d1", METFORMIN, "metformin 500 MG");
        Card before = sign(TestCharts.woman().egfr("e1", 24, "2026-09-20").read(), order)
                .cards()
                .getFirst();
        Card after = sign(TestCharts.woman().egfr("e1", 14, "2026-09-20").read(), order)
                .cards()
                .getFirst();
        assertThat(after.matter()).isNotEqualTo(before.matter());
    }

    @Test
    void aRuleThatCouldNotBeEvaluatedIsNamedInTheBasis() {
        Card card = sign(TestCharts.woman().read(), TestCharts.orders("d1", METFORMIN, "metformin 500 MG"))
                .cards()
                .getFirst();
        assertThat(card.basis())
                .isInstanceOfSatisfying(
                        Basis.NotEvaluated.class,
                        basis -> assertThat(basis.rules())
                                .extracting(rule -> rule.id())
                                .containsExactly("metformin-egfr"));
    }

    @Test
    void removingAPenicillinComesBeforeReplacingIt() {
        Card card = sign(
                        TestCharts.woman()
                                .allergy("a1", "91936005", "Allergy to penicillin")
                                .read(),
                        TestCharts.orders("d1", "308192", "Amoxicillin 500 MG Oral Tablet"))
                .cards()
                .getFirst();
        assertThat(card.suggestions()).extracting(s -> s.recommended()).containsExactly(true, false);
        assertThat(card.suggestions().getFirst().key()).isEqualTo("remove");
        assertThat(card.suggestions().get(1).key()).startsWith("replace:http://www.nlm.nih.gov/research/umls/rxnorm|");
    }

    @Test
    void anAllergyOfUnknownIngredientsLeavesAPenicillinUnchecked() {
        Card card = sign(
                        TestCharts.woman().with("AllergyIntolerance", """
                                {"resourceType":"AllergyIntolerance","id":"a1","patient":{"reference":"Patient/p1"},
                                 "code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"99999999"}],
                                 "text":"Wonder balm"}}""").read(),
                        TestCharts.orders("d1", "308192", "Amoxicillin 500 MG Oral Tablet"))
                .cards()
                .getFirst();
        assertThat(card.basis()).isInstanceOf(Basis.NotEvaluated.class);
        assertThat(card.missing()).containsExactly("an allergy could not be compared: Wonder balm");
    }

    @Test
    void anOrderWhoseIngredientsAreUnknownIsSaidNotToBeChecked() {
        Assessed assessed = sign(TestCharts.woman().read(), TestCharts.orders("d1", "99999999", "Wonder balm"));
        assertThat(assessed.cards()).hasSize(1);
        Card card = assessed.cards().getFirst();
        assertThat(card.basis()).isInstanceOf(Basis.NotEvaluated.class);
        assertThat(card.summary()).isEqualTo("This order was not checked: its ingredients are not known");
        assertThat(card.missing()).contains("the ingredients of Wonder balm");
    }

    @Test
    void aLateModelIsSaidOnTheCardsAndHoldsNothingUp() {
        RiskSource late = new RiskSource() {
            @Override
            public CompletableFuture<ModelAnswer> ask(Timeline timeline, Depth depth, Duration budget) {
                return new CompletableFuture<>();
            }

            @Override
            public java.util.Optional<ModelVersion> version() {
                return java.util.Optional.empty();
            }
        };
        Assessed assessed = with(late)
                .assess(
                        new AssessmentRequest(
                                TestCharts.woman().egfr("e1", 24, "2026-09-20").read(),
                                TestCharts.AS_OF,
                                Moment.ORDER_SIGN,
                                TestCharts.orders("d1", METFORMIN, "metformin 500 MG")),
                        Duration.ofMillis(20));
        assertThat(assessed.model()).isEqualTo(ModelAnswer.Unavailable.late("it did not answer in time"));
        assertThat(assessed.cards().getFirst().missing()).contains("the model's risks: it did not answer in time");
    }

    @Test
    void everySentenceOfTheSummaryIsCited() {
        Assessed assessed = assessment.assess(
                new AssessmentRequest(
                        TestCharts.woman()
                                .condition("c1", "44054006", "Diabetes mellitus type 2 (disorder)", "2013-02-01")
                                .condition("c2", "160903007", "Full-time employment (finding)", "2020-02-01")
                                .lab("a1", "4548-4", 6.9, "%", "2025-01-10")
                                .lab("a2", "4548-4", 8.1, "%", "2026-08-10")
                                .read(),
                        TestCharts.AS_OF,
                        Moment.PATIENT_VIEW,
                        List.of()),
                BUDGET);
        assertThat(assessed.summary().sentences())
                .extracting(sentence -> sentence.text())
                .containsExactly(
                        "66-year-old woman.",
                        "Active problems: type 2 diabetes (since 2013).",
                        "HbA1c rose from 6.9 to 8.1 % between 2025-01 and 2026-08.",
                        "No current medication is on record.");
    }
}
