package org.prodrome.web.advice;

import java.util.List;
import java.util.stream.Stream;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.writeback.AdviceSource;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;

/** What a card rests on, as a draft and its Provenance name it. */
public final class AdviceSources {
    private AdviceSources() {}

    /** The resources a card rests on, each once. */
    public static List<FhirReference> resources(Card card) {
        return Stream.concat(
                        card.because().stream().flatMap(fact -> fact.sources().stream()),
                        card.contributions().stream().flatMap(moved -> moved.sources().stream()))
                .distinct()
                .toList();
    }

    public static AdviceSource of(Basis basis) {
        return switch (basis) {
            case Basis.ByRule by ->
                new AdviceSource("Prodrome rule " + by.rule().id(), by.rule().version());
            case Basis.ByModel by ->
                new AdviceSource(
                        "Prodrome model " + by.model().name() + " for "
                                + by.risk().outcome().id(),
                        by.model().version());
            case Basis.NotEvaluated ignored -> new AdviceSource("Prodrome", "no rule");
        };
    }
}
