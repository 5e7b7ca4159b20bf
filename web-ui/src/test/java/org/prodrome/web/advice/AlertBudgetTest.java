package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.finding.Severity;

/** Whatever was told before and whatever comes now. */
class AlertBudgetTest {

    @Property
    void criticalCardsAndThoseThatSayNotCheckedAreAlwaysTold(
            @ForAll("cards") List<Card> cards,
            @ForAll("told") Set<Matter> told,
            @ForAll @IntRange(max = 6) int perHour) {
        List<Card> exempt = cards.stream().filter(AlertBudgetTest::isExempt).toList();

        assertThat(AlertBudget.within(told, cards, perHour)).containsAll(exempt);
    }

    @Property
    void neverMoreMattersThanAllowedAndNeverFewerThanFitWhereNoOrderIsInProgress(
            @ForAll("charts") List<Card> cards,
            @ForAll("told") Set<Matter> told,
            @ForAll @IntRange(max = 6) int perHour) {
        Set<Matter> after = new HashSet<>(told);
        after.addAll(matters(AlertBudget.within(told, cards, perHour)));
        Set<Matter> all = new HashSet<>(told);
        all.addAll(matters(cards));

        assertThat(after).hasSize(Math.max(told.size(), Math.min(perHour, all.size())));
    }

    @Property
    void ofEachOrderTheFirstCardOfEachSeverityIsToldWhateverWasToldOfOthers(
            @ForAll("cards") List<Card> cards,
            @ForAll("told") Set<Matter> told,
            @ForAll @IntRange(max = 6) int perHour) {
        List<Card> kept = AlertBudget.within(told, cards, perHour);

        for (Card card : cards) {
            Card first = cards.stream()
                    .filter(other -> Objects.equals(other.order(), card.order()))
                    .filter(other -> other.severity() == card.severity())
                    .findFirst()
                    .orElseThrow();
            assertThat(kept).contains(first);
        }
        Set<Matter> after = new HashSet<>(told);
        after.addAll(matters(kept));
        long guaranteed = cards.stream()
                .filter(card -> !isExempt(card))
                .map(card -> List.of(String.valueOf(card.order()), card.severity()))
                .distinct()
                .count();
        assertThat((long) after.size()).isLessThanOrEqualTo(Math.max(told.size(), perHour) + guaranteed);
    }

    @Property
    void whatWasToldWithinTheHourIsToldAgain(
            @ForAll("cards") List<Card> cards, @ForAll @IntRange(max = 6) int perHour) {
        assertThat(AlertBudget.within(Set.copyOf(matters(cards)), cards, perHour))
                .isEqualTo(cards);
    }

    @Property
    void thoseThatComeFirstAreToldAndInTheirOrder(
            @ForAll("charts") List<Card> cards, @ForAll @IntRange(max = 6) int perHour) {
        List<Card> kept = AlertBudget.within(Set.of(), cards, perHour);
        List<Card> inOrder = new ArrayList<>(cards);
        inOrder.retainAll(kept);
        List<Matter> distinct = List.copyOf(new LinkedHashSet<>(matters(cards)));

        assertThat(kept).isEqualTo(inOrder);
        assertThat(new LinkedHashSet<>(matters(kept)))
                .containsExactlyElementsOf(distinct.subList(0, Math.min(perHour, distinct.size())));
    }

    /** At the opening of a chart. */
    @Provide
    Arbitrary<List<Card>> charts() {
        return cardsOf(TestCards::ofPatient, List.of());
    }

    /** At order entry. */
    @Provide
    Arbitrary<List<Card>> cards() {
        return cardsOf(
                (rule, severity) -> TestCards.ofOrder(
                        rule, severity, new FhirReference("MedicationRequest", "d" + rule.charAt(0) % 3, null)),
                List.of(Arbitraries.just(TestCards.notChecked()), Arbitraries.just(TestCards.notRun("n"))));
    }

    private static Arbitrary<List<Card>> cardsOf(
            BiFunction<String, Severity, Card> made, List<Arbitrary<Card>> besides) {
        Arbitrary<String> rules = Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h");
        List<Arbitrary<Card>> all = new ArrayList<>(besides);
        all.add(Combinators.combine(rules, Arbitraries.of(Severity.class))
                .as((rule, severity) -> made.apply(rule + severity, severity)));
        return Arbitraries.oneOf(all).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Set<Matter>> told() {
        return Arbitraries.of("aINFO", "bWARNING", "x", "y", "z")
                .map(TestCards::matter)
                .set();
    }

    private static boolean isExempt(Card card) {
        return card.severity() == Severity.CRITICAL || card.basis() instanceof Basis.NotEvaluated;
    }

    private static List<Matter> matters(List<Card> cards) {
        return cards.stream().filter(card -> !isExempt(card)).map(Card::matter).toList();
    }
}
