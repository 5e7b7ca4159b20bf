package org.prodrome.reasoning.card;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Several things that could not be checked as one card, which names each of them. Pure.
 *
 * <p>It keeps its parts, so that who may not know of one rule (it is in a pilot that is not theirs) gets a card of the others.
 */
final class Unchecked {
    private Unchecked() {}

    static boolean isOne(Card card) {
        return card.basis() instanceof Basis.NotEvaluated;
    }

    /** @param parts at least two, each of something that was not evaluated */
    static Card joined(List<Card> parts) {
        Card first = parts.getFirst();
        int more = parts.size() - 1;
        return new Card(
                first.matter(),
                first.severity(),
                Cards.shortened(first.summary(), ", and " + more + (more == 1 ? " more check" : " more checks")),
                explanation(parts.stream().map(Card::summary).toList()),
                new Basis.NotEvaluated(List.copyOf(union(parts, part -> ((Basis.NotEvaluated) part.basis()).rules()))),
                List.copyOf(union(parts, Card::because)),
                List.of(),
                List.copyOf(union(parts, Card::missing)),
                List.of(),
                first.order(),
                Joined.suggestions(parts),
                List.of(),
                parts);
    }

    static String explanation(List<String> headlines) {
        return headlines.stream().distinct().collect(Collectors.joining(". "))
                + ". Nothing was found only because nothing could be looked at.";
    }

    private static <T> Set<T> union(List<Card> parts, Function<Card, List<T>> of) {
        Set<T> all = new LinkedHashSet<>();
        parts.forEach(part -> all.addAll(of.apply(part)));
        return all;
    }
}
