package org.prodrome.reasoning.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.model.ModelAnswer;

/** What makes another matter of the same rule and the same ingredient: an override of one must not silence the other. */
class MatterOfAnOrderTest {
    private static final ModelAnswer NONE = new ModelAnswer.Unavailable("no model");
    private static final PatientRecord RECORD = TestRecords.record("p1");

    private final Cards cards = new Cards(MatterKey.of(new byte[32]));

    @Test
    void anotherDoseRouteTimingOrProductOfTheSameIngredientIsAnotherMatter() {
        DraftOrder thirty = citalopram("d1", "30", "oral", 1, "1");

        assertThat(matter(thirty)).isEqualTo(matter(citalopram("d9", "30.0", "oral", 1, "1")));
        assertThat(List.of(
                        citalopram("d1", "60", "oral", 1, "1"),
                        citalopram("d1", "30", "iv", 1, "1"),
                        citalopram("d1", "30", "oral", 2, "1"),
                        citalopram("d1", "30", "oral", 1, "2")))
                .allSatisfy(other -> assertThat(matter(other)).isNotEqualTo(matter(thirty)));
    }

    @Test
    void whatTheRuleSaysIsPartOfTheMatter() {
        DraftOrder order = citalopram("d1", "30", "oral", 1, "1");

        assertThat(matter(safety("potassium 6.4", order), order))
                .isNotEqualTo(matter(safety("potassium 5.8", order), order));
        assertThat(matter(conflict("two doses"), order)).isNotEqualTo(matter(conflict("three doses"), order));
    }

    @Test
    void ofTwoOrdersThatShareAnIdBothMakeTheMatter() {
        DraftOrder thirty = citalopram("d1", "30", "oral", 1, "1");
        DraftOrder sixty = citalopram("d1", "60", "oral", 1, "1");
        Finding finding = safety("Citalopram and QT", thirty);

        assertThat(matter(finding, thirty, sixty))
                .isEqualTo(matter(finding, sixty, thirty))
                .isNotEqualTo(matter(finding, thirty));
    }

    private Matter matter(DraftOrder order) {
        return matter(safety("Citalopram and QT", order), order);
    }

    private Matter matter(Finding finding, DraftOrder... orders) {
        return cards.of(RECORD, List.of(orders), List.of(finding), NONE)
                .getFirst()
                .matter();
    }

    private static Finding safety(String headline, DraftOrder order) {
        return new Finding.OrderSafety(
                headline, "Why", Severity.INFO, rule("citalopram"), order.reference(), List.of(), List.of(), List.of());
    }

    private static Finding conflict(String headline) {
        return new Finding.RecordConflict(
                headline, "Why", Severity.INFO, rule("c"), List.of(), List.of(), List.of(), List.of());
    }

    private static DraftOrder citalopram(String id, String dose, String route, int frequency, String product) {
        return DraftOrders.parse(
                        String.format(
                                Locale.ROOT,
                                """
                {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"MedicationRequest","id":"%s",
                 "status":"draft","intent":"order","subject":{"reference":"Patient/p1"},
                 "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"%s"}]},
                 "dosageInstruction":[{"route":{"coding":[{"system":"urn:r","code":"%s","display":"%s"}]},
                  "timing":{"repeat":{"boundsPeriod":{"start":"2026-11-%s"},"frequency":%d,"period":1,"periodUnit":"d"}},
                  "doseAndRate":[{"doseQuantity":{"value":%s,"unit":"%s","code":"mg"}}]}]}}]}""",
                                id,
                                product,
                                route,
                                id,
                                id.equals("d1") ? "20" : "21",
                                frequency,
                                dose,
                                id),
                        null)
                .getFirst();
    }

    private static RuleVersion rule(String id) {
        return new RuleVersion(id, "1", "Rule " + id, "", "", "", LocalDate.of(2027, 1, 1), "00".repeat(32));
    }
}
