package org.prodrome.web.advice;

import org.prodrome.fhir.writeback.AdviceSource;
import org.prodrome.reasoning.card.Basis;

/** A card's basis as the Provenance of a draft names it. */
public final class AdviceSources {
    private AdviceSources() {}

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
