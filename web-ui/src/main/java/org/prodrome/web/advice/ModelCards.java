package org.prodrome.web.advice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.prodrome.reasoning.model.ModelVersion;
import org.springframework.stereotype.Component;

/** The cards of the models this node has served, each found by its package: a chart may still show a former one's answer. */
@Component
public class ModelCards {
    private final Map<String, ModelCard> byHash = new ConcurrentHashMap<>();
    private volatile ModelCard served = ModelCard.NONE;

    /** Told before the model's first answer. */
    public void serve(ModelVersion model, ModelCard card) {
        byHash.put(model.hash(), card);
        served = card;
    }

    /** The card of the model that is served now; {@link ModelCard#NONE} without one. */
    public ModelCard served() {
        return served;
    }

    /** The card of a model; {@link ModelCard#NONE} where it answered before this node's start. */
    public ModelCard of(ModelVersion model) {
        return byHash.getOrDefault(model.hash(), ModelCard.NONE);
    }
}
