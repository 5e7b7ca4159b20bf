package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.finding.Severity;

/** Whatever was told before and whatever comes now. */
class AlertBudgetTest {

    @Property
    void criticalCardsAndThoseThatSayNotCheckedAreAlwaysTold(
            @ForAll("cards") List<Card> cards, @ForAll("told") Set<Matter> told, @ForAll @IntRange(max = 6) int perHour) {
        List<Card> exempt = cards.stream().filter(AlertBudgetTest::isExempt).toList();

        assertThat(AlertBudget.within(told, cards, perHour)).containsAll(exempt);
    }

    @Property
    void neverMoreMattersThanAllowedAndNeverFewerThanFit(
            @ForAll("cards") List<Card> cards, @ForAll("told") Set<Matter> told, @ForAll @IntRange(max = 6) int perHour) {
        Set<Matter> after = new HashSet<>(told);
        matters(AlertBudget.within(told, cards, perHour)).forEach(after::add);
        Set<Matter> all = new HashSet<>(told);
        matters(cards).forEach(all::add);

        assertThat(after).hasSize(Math.max(told.size(), Math.min(perHour, all.size())));
    }

    @Property
    void whatWasToldWithinTheHourIsToldAgain(
            @ForAll("cards") List<Card> cards, @ForAll @IntRange(max = 6) int perHour) {
        Set<Matter> all = new HashSet<>(matters(cards));

        assertThat(AlertBudget.within(all, cards, perHour)).isEqualTo(cards);
    }

    @Property
    void theMostUrgentComeFirstAndTheOrderStays(
            @ForAll("cards") List<Card> cards, @ForAll @IntRange(max = 6) int perHour) {
        List<Card> kept = AlertBudget.within(Set.of(), cards, perHour);
        List<Card> inOrder = new ArrayList<>(cards);
        inOrder.retainAll(kept);
        List<Matter> told = new ArrayList<>(new java.util.LinkedHashSet<>(matters(cards)));

        assertThat(kept).isEqualTo(inOrder);
        assertThat(new java.util.LinkedHashSet<>(matters(kept)))
                .containsExactlyElementsOf(told.subList(0, Math.min(perHour, told.size())));
    }

    @Provide
    Arbitrary<List<Card>> cards() {
        Arbitrary<String> rules = Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h");
        Arbitrary<Card> ruleCards = net.jqwik.api.Combinators.combine(rules, Arbitraries.of(Severity.class))
                .as((rule, severity) -> TestCards.ofOrder(rule + severity, severity));
        return Arbitraries.oneOf(List.of(ruleCards, Arbitraries.just(TestCards.notChecked())))
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<Set<Matter>> told() {
        return Arbitraries.of("aINFO", "bWARNING", "x", "y", "z").map(TestCards::matter).set();
    }

    private static boolean isExempt(Card card) {
        return card.severity() == Severity.CRITICAL || card.basis() instanceof Basis.NotEvaluated;
    }

    private static List<Matter> matters(List<Card> cards) {
        return cards.stream()
                .filter(card -> !isExempt(card))
                .map(Card::matter)
                .toList();
    }
}
