package org.prodrome.reasoning.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.model.ModelAnswer;

/** What no rule looked at is said, of orders and of new entries. */
class UncheckedOrdersTest {
    private static final ModelAnswer NONE = new ModelAnswer.Unavailable("no model");
    private static final FhirReference ALLERGY = new FhirReference("AllergyIntolerance", "a1", null);
    private static final DraftOrder AMOXICILLIN = order(
            "MedicationRequest",
            "m1",
            new CodedConcept(List.of(), "amoxicillin"),
            new Coding(Coding.RXNORM, "723", null));

    private final Findings findings = new Findings(Thresholds.load());

    @Test
    void ordersThatNoRuleReadsAreSaidToBeUncheckedTogether() {
        DraftOrder test = order("ServiceRequest", "s1", new CodedConcept(List.of(), "HbA1c"), null);
        DraftOrder diet = order("NutritionOrder", "n1", new CodedConcept(List.of(), null), null);

        assertThat(findings.ofOrders(List.of(test, AMOXICILLIN), NONE, List.of()))
                .singleElement()
                .isEqualTo(new Finding.InsufficientData(
                        "This order was not checked: no rule is about orders of this kind",
                        null,
                        test.reference(),
                        List.of(),
                        List.of("a rule about ServiceRequest: HbA1c"),
                        List.of()));
        assertThat(findings.ofOrders(List.of(test, diet), NONE, List.of()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.headline())
                            .isEqualTo("2 orders were not checked: no rule is about orders of their kind");
                    assertThat(finding.missing())
                            .containsExactly("a rule about ServiceRequest: HbA1c", "a rule about NutritionOrder");
                });
    }

    @Test
    void anUncodedMedicationIsSaidToBeUnchecked() {
        DraftOrder words = order("MedicationRequest", "m2", new CodedConcept(List.of(), "blue pill"), null);

        assertThat(findings.ofOrders(List.of(words), NONE, List.of()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.missing()).containsExactly("the ingredients of blue pill"));
    }

    @Test
    void aRuleThatLacksSomethingAndNamesNoFactIsToldOfANewEntryAndOneThatRestsOnOtherFactsIsNot() {
        RuleResult silent = notEvaluated("penicillin-allergy", List.of());
        RuleResult other = notEvaluated(
                "metformin-egfr",
                List.of(new Evidence(
                        "eGFR",
                        "60",
                        TestRecords.on(LocalDate.of(2020, 1, 1)),
                        List.of(new FhirReference("Observation", "e1", null)))));

        List<Finding> told = NewEntryFindings.of(
                findings.ofOrders(List.of(AMOXICILLIN), NONE, List.of(silent, other)), List.of(ALLERGY));

        assertThat(told).singleElement().isInstanceOfSatisfying(Finding.InsufficientData.class, data -> {
            assertThat(data.rule()).isEqualTo(silent.rule());
            assertThat(data.order()).as("told once, not for each medication").isNull();
            assertThat(data.missing()).containsExactly("an allergy could not be compared: peniclin");
        });
    }

    private static RuleResult notEvaluated(String rule, List<Evidence> because) {
        return new RuleResult.NotEvaluated(
                new RuleVersion(rule, "1", rule, "", "", "", LocalDate.of(2030, 1, 1), "00"),
                "Not evaluated",
                because,
                List.of("an allergy could not be compared: peniclin"),
                AMOXICILLIN,
                List.of());
    }

    private static DraftOrder order(String type, String id, CodedConcept concept, @Nullable Coding ingredient) {
        return new DraftOrder(
                new FhirReference(type, id, null),
                concept,
                ingredient == null ? List.of() : List.of(ingredient),
                true,
                "{}");
    }
}
