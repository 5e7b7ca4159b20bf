package org.prodrome.reasoning.card;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.prodrome.reasoning.finding.RiskContext;

/**
 * Several cards about one matter as one. Pure.
 *
 * <p>A rule leads, the most severe first, and its matter is the card's; the model comes last. Facts, gaps and suggestions are said
 * once. The card is as severe as the most severe of its parts. Of things that could not be checked it names each.
 */
public final class Joined {
    private static final Comparator<Card> RULES_FIRST = Comparator.comparing(
                    (Card part) -> part.basis() instanceof Basis.ByModel)
            .thenComparing(Card::severity);

    private Joined() {}

    /**
     * One card.
     *
     * @param cards of one matter, at least one; a joined one among them is taken apart first
     */
    public static Card of(List<Card> cards) {
        List<Card> parts = cards.stream()
                .flatMap(card -> card.separate().stream())
                .sorted(RULES_FIRST)
                .toList();
        Card first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        return parts.stream().allMatch(Unchecked::isOne) ? Unchecked.joined(parts) : joined(first, parts);
    }

    private static Card joined(Card first, List<Card> parts) {
        return new Card(
                first.matter(),
                parts.stream()
                        .map(Card::severity)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                first.summary(),
                explanation(parts),
                first.basis(),
                List.copyOf(union(parts, Card::because)),
                List.copyOf(union(parts, Card::against)),
                List.copyOf(union(parts, Card::missing)),
                List.copyOf(union(parts, Card::contributions)),
                first.order(),
                suggestions(parts),
                risks(parts),
                parts);
    }

    private static String explanation(List<Card> parts) {
        List<String> said = new ArrayList<>();
        for (Card part : parts) {
            String who = part.basis() instanceof Basis.ByModel ? "The model: " : "Also: ";
            said.add(said.isEmpty() ? part.explanation() : who + part.summary() + ". " + part.explanation());
        }
        return said.stream().distinct().collect(Collectors.joining(" "));
    }

    /** What two parts propose in the same words for the same order is one suggestion, for the reason of the first. */
    static List<Suggestion> suggestions(List<Card> parts) {
        List<Suggestion> kept = new ArrayList<>();
        Set<Object> said = new LinkedHashSet<>();
        Set<String> keys = new LinkedHashSet<>();
        for (Card part : parts) {
            for (Suggestion one : part.suggestions()) {
                FromWhat what =
                        new FromWhat(one.label(), String.valueOf(one.proposal().target()));
                if (said.add(what)) {
                    kept.add(new Suggestion(free(one.key(), keys), one.label(), one.proposal(), kept.isEmpty()));
                }
            }
        }
        return kept;
    }

    private static String free(String key, Set<String> taken) {
        String candidate = key;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = key + ":" + i;
        }
        return candidate;
    }

    private record FromWhat(String label, String order) {}

    /** What is the card's own basis is not said again as context. */
    private static List<RiskContext> risks(List<Card> parts) {
        Set<String> alerted = parts.stream()
                .map(Card::basis)
                .filter(Basis.ByModel.class::isInstance)
                .map(basis -> ((Basis.ByModel) basis).risk().outcome().id())
                .collect(Collectors.toSet());
        return union(parts, Card::risks).stream()
                .filter(risk -> !(risk instanceof RiskContext.Given given
                        && alerted.contains(given.risk().outcome().id())))
                .toList();
    }

    private static <T> Collection<T> union(List<Card> parts, Function<Card, List<T>> of) {
        Collection<T> all = new LinkedHashSet<>();
        parts.forEach(part -> all.addAll(of.apply(part)));
        return all;
    }
}
