package org.prodrome.reasoning.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;

class CardsTest {
    private static final ModelVersion MODEL = new ModelVersion("kestrel", "3", "ab".repeat(32), true, "CPU");
    private static final ModelAnswer TIMELY = new ModelAnswer.RiskProfile(MODEL, List.of(), List.of(), Map.of(), 0, 0);
    private static final PatientRecord RECORD = TestRecords.record("p1");
    private static final FhirReference ORDER = new FhirReference("MedicationRequest", "d1", null);
    private static final List<DraftOrder> DRAFTS = List.of(new DraftOrder(
            ORDER,
            new CodedConcept(List.of(), "metformin"),
            List.of(new Coding(Coding.RXNORM, "6809", "metformin")),
            true,
            "{}"));

    private final Cards cards = new Cards(MatterKey.of(new byte[32]));

    private static RuleVersion rule(String id) {
        return new RuleVersion(id, "1", "Rule " + id, "", "", "", LocalDate.of(2027, 1, 1), "00".repeat(32));
    }

    private static Finding gap(String id, String value, String sourceVersion) {
        Evidence evidence = new Evidence(
                "eGFR",
                value,
                TestRecords.on(LocalDate.of(2026, 9, 20)),
                List.of(new FhirReference("Observation", "e1", sourceVersion)));
        return new Finding.CareGap(
                "Due", "It is due.", Severity.INFO, rule(id), List.of(evidence), List.of(), List.of());
    }

    private static Finding unchecked(String id, FhirReference order, String missing) {
        return new Finding.InsufficientData("Not checked", rule(id), order, List.of(), List.of(missing), List.of());
    }

    private static Finding broken(String id) {
        return new Finding.InsufficientData("Not run: " + id, rule(id), null, List.of(), List.of("it"), List.of());
    }

    private static Finding risk(double probability) {
        Risk risk = new Risk(new Outcome("ckd-4", "CKD 4"), 365, probability, probability, probability, null);
        return new Finding.RiskAlert(
                "Risk", "Why", Severity.INFO, risk, MODEL, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private Matter matter(Finding finding) {
        return cards.of(RECORD, List.of(), List.of(finding), TIMELY).getFirst().matter();
    }

    private List<Card> atOrders(Finding... findings) {
        return cards.of(RECORD, DRAFTS, List.of(findings), TIMELY);
    }

    @Test
    void theVersionOfASourceIsNoPartOfTheMatter() {
        assertThat(matter(gap("a", "24 mL/min", "7"))).isEqualTo(matter(gap("a", "24 mL/min", "8")));
    }

    @Test
    void theValueOfAFactIsPartOfTheMatter() {
        assertThat(matter(gap("a", "24 mL/min", "7"))).isNotEqualTo(matter(gap("a", "14 mL/min", "7")));
    }

    @Test
    void aRiskThatDoublesIsAnotherMatterAndOneThatMovesALittleIsNot() {
        assertThat(matter(risk(0.07))).isEqualTo(matter(risk(0.1)));
        assertThat(matter(risk(0.2))).isNotEqualTo(matter(risk(0.1)));
    }

    @Test
    void everyRuleThatCouldNotBeRunIsOnOneCardWhichNamesThemAll() {
        List<Card> made = atOrders(broken("a"), broken("b"), broken("c"), unchecked("d", ORDER, "x"));

        assertThat(made).hasSize(2);
        Card notRun =
                made.stream().filter(card -> card.order() == null).findFirst().orElseThrow();
        assertThat(notRun.basis()).isEqualTo(new Basis.NotEvaluated(List.of(rule("a"), rule("b"), rule("c"))));
        assertThat(notRun.summary()).isEqualTo("Not run: a, and 2 more checks");
        assertThat(notRun.explanation()).startsWith("Not run: a. Not run: b. Not run: c. Nothing was found only");
        assertThat(notRun.separate())
                .extracting(Card::matter)
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(Joined.of(notRun.separate().subList(1, 3)).summary()).isEqualTo("Not run: b, and 1 more check");
    }

    @Test
    void theSummaryOfALongListStaysUnderItsLimitAndKeepsTheCount() {
        Finding longOne = new Finding.InsufficientData(
                "word ".repeat(27).strip(), rule("a"), null, List.of(), List.of("it"), List.of());

        assertThat(atOrders(longOne, broken("b")))
                .singleElement()
                .satisfies(card -> assertThat(card.summary()).endsWith("…, and 1 more check"));
    }

    @Test
    void whatCouldNotBeCheckedOfAnOrderIsOneCardThatNamesEveryRule() {
        Card card =
                atOrders(unchecked("a", ORDER, "x"), unchecked("b", ORDER, "y")).getFirst();
        assertThat(card.basis()).isEqualTo(new Basis.NotEvaluated(List.of(rule("a"), rule("b"))));
        assertThat(card.order()).isEqualTo(ORDER);
        assertThat(card.separate().getLast().matter())
                .isEqualTo(atOrders(unchecked("b", ORDER, "y")).getFirst().matter())
                .isNotEqualTo(atOrders(unchecked("b", ORDER, "z")).getFirst().matter());
    }

    @Test
    void aLateModelIsSaidOnceAndAnAbsentOneNotAtAllAtOrders() {
        List<Finding> two = List.of(broken("a"), unchecked("b", ORDER, "it"));
        List<Card> late = cards.of(RECORD, DRAFTS, two, ModelAnswer.Unavailable.late("too late"));
        assertThat(late)
                .extracting(card -> card.missing().contains("the model's risks: too late"))
                .containsExactly(true, false);
        assertThat(cards.of(RECORD, DRAFTS, two, new ModelAnswer.Unavailable("no model")))
                .allSatisfy(card -> assertThat(card.missing()).containsExactly("it"));
    }

    @Test
    void whatALateModelIsMissedOnIsStillSaidWhenTheCardIsTakenApart() {
        Card late = cards.of(
                        RECORD, DRAFTS, List.of(broken("a"), broken("b")), ModelAnswer.Unavailable.late("too late"))
                .getFirst();

        assertThat(Joined.of(late.separate()).missing()).contains("the model's risks: too late");
    }

    @Test
    void ofEqualSeverityWhatMayHarmNowComesFirstAndScreeningLast() {
        Finding problem = new Finding.CareGap(
                "A",
                "Why",
                Severity.INFO,
                rule("unlisted"),
                gap("unlisted", "1", "1").because(),
                List.of(),
                List.of(new DraftProposal.Problem(new CodedConcept(List.of(), "CKD"), "why")));
        Finding overlooked = new Finding.OverlookedResult(
                "Z", "Why", Severity.INFO, rule("overlooked"), List.of(), List.of(), List.of(), List.of());
        Finding conflict = new Finding.RecordConflict(
                "Y", "Why", Severity.INFO, rule("conflict"), List.of(), List.of(), List.of(), List.of());

        assertThat(cards.of(
                        RECORD,
                        DRAFTS,
                        List.of(
                                gap("screening", "1", "1"),
                                problem,
                                risk(0.1),
                                overlooked,
                                conflict,
                                broken("x"),
                                safety("X", DRAFTS.getFirst())),
                        TIMELY))
                .extracting(card -> card.basis().sourceId())
                .containsExactly(
                        "citalopram",
                        "not-evaluated",
                        "conflict",
                        "overlooked",
                        "model/ckd-4",
                        "unlisted",
                        "screening");
    }

    private static Finding safety(String headline, DraftOrder order) {
        return new Finding.OrderSafety(
                headline, "Why", Severity.INFO, rule("citalopram"), order.reference(), List.of(), List.of(), List.of());
    }

    @Test
    void aSuggestionsKeyIsShortAndWithoutFreeText() {
        List<Suggestion> suggestions = Suggestions.of(List.of(
                new DraftProposal.Problem(new CodedConcept(List.of(), "words of a record"), "why"),
                new DraftProposal.Problem(
                        new CodedConcept(
                                List.of(new Coding("http://codes.example/" + "x".repeat(300), "1", null)), null),
                        "why")));
        assertThat(suggestions).allSatisfy(s -> assertThat(s.key()).hasSizeLessThanOrEqualTo(120));
        assertThat(suggestions.getFirst().key()).isEqualTo("problem:uncoded");
    }
}
