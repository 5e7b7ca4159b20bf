package org.prodrome.web;

import java.util.Optional;
import org.prodrome.reasoning.model.RiskModel;

/**
 * The model this node serves.
 *
 * @param model empty when there is none
 * @param refusal why there is none, in words; empty when there is one
 */
record ServedModel(Optional<RiskModel> model, String refusal) implements AutoCloseable {
    @Override
    public void close() {
        model.ifPresent(RiskModel::close);
    }
}
