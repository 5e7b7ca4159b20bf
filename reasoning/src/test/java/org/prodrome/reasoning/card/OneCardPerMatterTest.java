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
import org.prodrome.reasoning.finding.RiskContext;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;

/** Rules and model that speak of one matter make one card. */
class OneCardPerMatterTest {
    private static final ModelVersion MODEL = new ModelVersion("kestrel", "3", "ab".repeat(32), true, "CPU");
    private static final ModelAnswer TIMELY = new ModelAnswer.RiskProfile(MODEL, List.of(), List.of(), Map.of(), 0, 0);
    private static final PatientRecord RECORD = TestRecords.record("p1");
    private static final DraftOrder SILDENAFIL = draft("d1", "136411", "sildenafil");
    private static final DraftOrder NITRATE = draft("d2", "4917", "nitroglycerin");
    private static final FhirReference TAKEN = new FhirReference("MedicationRequest", "m1", null);
    private static final FhirReference EGFR = new FhirReference("Observation", "e1", null);
    private static final FhirReference PATIENT = new FhirReference("Patient", "p1", null);

    private final Cards cards = new Cards(MatterKey.of(new byte[32]));

    @Test
    void aFiredRuleTakesInTheAlertForItsOutcome() {
        List<Card> made = atChart(gap("ckd-unlisted", Severity.INFO, given("ckd-4")), alert("ckd-4"));

        assertThat(made).hasSize(1);
        Card card = made.getFirst();
        assertThat(card.bases()).extracting(Basis::sourceId).containsExactly("ckd-unlisted", "model/ckd-4");
        assertThat(card.summary()).isEqualTo("Rule ckd-unlisted fired");
        assertThat(card.severity()).isEqualTo(Severity.WARNING);
        assertThat(card.explanation()).isEqualTo("Rule words of ckd-unlisted The model: Risk of ckd-4. Model words");
        assertThat(card.because()).extracting(Evidence::label).containsExactly("eGFR of ckd-unlisted", "what moved it");
        assertThat(card.risks()).isEmpty();
    }

    @Test
    void theMatterOfAJoinedCardIsItsRulesAndEachPartKeepsItsOwn() {
        Finding rule = gap("ckd-unlisted", Severity.INFO, given("ckd-4"));
        Card joined = atChart(rule, alert("ckd-4")).getFirst();

        assertThat(joined.matter()).isEqualTo(atChart(rule).getFirst().matter());
        assertThat(joined.separate())
                .extracting(Card::matter)
                .containsExactly(
                        joined.matter(), atChart(alert("ckd-4")).getFirst().matter());
        assertThat(Joined.of(joined.separate())).isEqualTo(joined);
    }

    @Test
    void anAlertForAnotherOutcomeStaysACardOfItsOwnAndTheContextStaysOnTheRules() {
        List<Card> made = atChart(gap("ckd-unlisted", Severity.INFO, given("ckd-4")), alert("heart-failure"));

        assertThat(made).hasSize(2);
        assertThat(made.getLast().risks())
                .extracting(RiskContext::words)
                .singleElement()
                .asString()
                .isEqualTo("Risk of ckd-4 within 1 year: 18.0% (calibration interval 14.0% to 22.0%); model kestrel 3,"
                        + " trained on synthetic records: it says nothing about real patients");
    }

    @Test
    void theMostUrgentOfTwoRulesTakesTheAlertInAndTheOtherStaysApart() {
        List<Card> made = atChart(
                gap("a", Severity.INFO, given("ckd-4")), gap("b", Severity.WARNING, given("ckd-4")), alert("ckd-4"));

        assertThat(made).extracting(card -> card.bases().size()).containsExactly(2, 1);
        assertThat(made.getFirst().basis().sourceId()).isEqualTo("b");
        assertThat(made.getLast().risks()).hasSize(1);
    }

    @Test
    void whatRuleAndModelBothProposeIsOneSuggestion() {
        List<Card> made = atChart(gap("a", Severity.INFO, given("ckd-4")), alert("ckd-4"));

        assertThat(made.getFirst().suggestions()).extracting(Suggestion::key).containsExactly("order:loinc|98979-8");
        Suggestion once = made.getFirst().suggestions().getFirst();
        assertThat(made.getFirst().basisOf(once).sourceId()).isEqualTo("a");
    }

    @Test
    void twoRulesAboutTheSameOrderAndTheSameOtherMedicationAreOneCardMostSevereFirst() {
        List<Card> made = atOrders(
                safety("duplicate", Severity.WARNING, SILDENAFIL, TAKEN),
                safety("interaction", Severity.CRITICAL, SILDENAFIL, TAKEN));

        assertThat(made).hasSize(1);
        assertThat(made.getFirst().bases()).extracting(Basis::sourceId).containsExactly("interaction", "duplicate");
        assertThat(made.getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(made.getFirst().explanation()).contains("Also: Rule duplicate fired.");
    }

    @Test
    void anInteractionSeenFromBothOrdersOfOneSigningIsOneCardAndBothOrdersMayBeRemoved() {
        List<Card> made = atOrders(
                safety("interaction", Severity.CRITICAL, SILDENAFIL, NITRATE.reference()),
                safety("interaction", Severity.CRITICAL, NITRATE, SILDENAFIL.reference()),
                safety("duplicate", Severity.WARNING, NITRATE, SILDENAFIL.reference()));

        assertThat(made).hasSize(1);
        assertThat(made.getFirst().suggestions())
                .extracting(Suggestion::label)
                .containsExactly("Remove sildenafil", "Remove nitroglycerin");
        assertThat(made.getFirst().suggestions()).extracting(Suggestion::key).doesNotHaveDuplicates();
    }

    @Test
    void twoRulesThatEachRemoveAnotherOrderHaveSuggestionsWithKeysOfTheirOwn() {
        List<Card> made = atOrders(
                safety("interaction", Severity.CRITICAL, SILDENAFIL, NITRATE.reference()),
                safety("duplicate", Severity.WARNING, NITRATE, SILDENAFIL.reference()));

        assertThat(made)
                .singleElement()
                .satisfies(card -> assertThat(card.suggestions())
                        .extracting(Suggestion::key)
                        .containsExactly("remove", "remove:2"));
    }

    @Test
    void rulesOnTheSameOrderForDifferentReasonsAreDifferentMatters() {
        assertThat(atOrders(
                        safety("interaction", Severity.CRITICAL, SILDENAFIL, TAKEN),
                        safety("kidney", Severity.CRITICAL, SILDENAFIL, EGFR)))
                .hasSize(2);
    }

    @Test
    void aRuleThatSharesAFactWithEachOfTwoOthersMakesOneCardOfAllThree() {
        List<Card> made = atOrders(
                safety("a", Severity.CRITICAL, SILDENAFIL, TAKEN),
                safety("b", Severity.WARNING, SILDENAFIL, EGFR),
                restsOnToo(safety("c", Severity.INFO, SILDENAFIL, TAKEN), EGFR));

        assertThat(made).hasSize(1);
        assertThat(made.getFirst().bases()).extracting(Basis::sourceId).containsExactly("a", "b", "c");
    }

    @Test
    void whoThePatientIsJoinsNothing() {
        assertThat(atOrders(
                        safety("age", Severity.WARNING, SILDENAFIL, PATIENT),
                        safety("sex", Severity.WARNING, SILDENAFIL, PATIENT)))
                .hasSize(2);
    }

    private List<Card> atChart(Finding... findings) {
        return cards.of(RECORD, List.of(), List.of(findings), TIMELY);
    }

    private List<Card> atOrders(Finding... findings) {
        return cards.of(RECORD, List.of(SILDENAFIL, NITRATE), List.of(findings), TIMELY);
    }

    private static RiskContext given(String outcome) {
        return new RiskContext.Given(MODEL, risk(outcome));
    }

    private static Risk risk(String outcome) {
        return new Risk(new Outcome(outcome, outcome), 365, 0.18, 0.14, 0.22, null);
    }

    private static Finding gap(String rule, Severity severity, RiskContext... risks) {
        return new Finding.CareGap(
                "Rule " + rule + " fired",
                "Rule words of " + rule,
                severity,
                rule(rule),
                List.of(fact("eGFR of " + rule, EGFR)),
                List.of(),
                List.of(egfr("rule " + rule)),
                List.of(risks));
    }

    private static Finding alert(String outcome) {
        return new Finding.RiskAlert(
                "Risk of " + outcome,
                "Model words",
                Severity.WARNING,
                risk(outcome),
                MODEL,
                List.of(),
                List.of(fact("what moved it", EGFR)),
                List.of(),
                List.of(),
                List.of(egfr("model")));
    }

    private static Finding safety(
            String rule, Severity severity, DraftOrder order, FhirReference other, RiskContext... risks) {
        return new Finding.OrderSafety(
                "Rule " + rule + " fired",
                "Why",
                severity,
                rule(rule),
                order.reference(),
                List.of(fact("the other", other)),
                List.of(),
                List.of(new DraftProposal.Remove(order, "why")),
                List.of(risks));
    }

    private static Finding restsOnToo(Finding finding, FhirReference other) {
        Finding.OrderSafety safety = (Finding.OrderSafety) finding;
        return new Finding.OrderSafety(
                safety.headline(),
                safety.explanation(),
                safety.severity(),
                safety.rule(),
                safety.order(),
                List.of(safety.because().getFirst(), fact("another", other)),
                safety.missing(),
                safety.proposals());
    }

    private static Evidence fact(String label, FhirReference source) {
        return new Evidence(label, "", TestRecords.on(LocalDate.of(2026, 9, 20)), List.of(source));
    }

    private static DraftProposal egfr(String reason) {
        return new DraftProposal.Service(
                CodedConcept.of(new Coding("loinc", "98979-8", "eGFR")),
                DraftProposal.Service.Category.LABORATORY,
                reason);
    }

    private static RuleVersion rule(String id) {
        return new RuleVersion(id, "1", "Rule " + id, "", "", "", LocalDate.of(2027, 1, 1), "00".repeat(32));
    }

    private static DraftOrder draft(String id, String rxnorm, String name) {
        return new DraftOrder(
                new FhirReference("MedicationRequest", id, null),
                new CodedConcept(List.of(), name),
                List.of(new Coding(Coding.RXNORM, rxnorm, name)),
                true,
                "{}");
    }
}
