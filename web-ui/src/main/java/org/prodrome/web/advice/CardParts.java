package org.prodrome.web.advice;

import java.util.List;
import java.util.stream.Stream;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.finding.Severity;

/** What a card counts for: each rule or outcome on it, and each rule that it says could not be evaluated. */
final class CardParts {
    private CardParts() {}

    /**
     * One of them.
     *
     * @param evaluated false where the rule could not be evaluated
     */
    record Part(Matter matter, String sourceId, String sourceVersion, Severity severity, boolean evaluated) {}

    static List<Part> of(Card card) {
        return card.separate().stream().flatMap(CardParts::parts).distinct().toList();
    }

    private static Stream<Part> parts(Card part) {
        return switch (part.basis()) {
            case Basis.NotEvaluated not ->
                not.rules().isEmpty()
                        ? Stream.of(new Part(part.matter(), not.sourceId(), "", part.severity(), false))
                        : not.rules().stream()
                                .map(rule ->
                                        new Part(part.matter(), rule.id(), rule.version(), part.severity(), false));
            case Basis.ByRule ignored -> Stream.of(evaluated(part));
            case Basis.ByModel ignored -> Stream.of(evaluated(part));
        };
    }

    private static Part evaluated(Card part) {
        return new Part(part.matter(), part.basis().sourceId(), part.basis().version(), part.severity(), true);
    }
}
