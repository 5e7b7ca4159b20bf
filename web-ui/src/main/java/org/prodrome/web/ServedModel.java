package org.prodrome.web;

import java.util.Optional;
import org.prodrome.reasoning.model.RiskModel;

/**
 * The model this node serves; its server closes it.
 *
 * @param model empty when there is none
 * @param refusal why there is none, in words for a chart; empty when there is one
 * @param detail the file and the reason, for who runs the node; empty when there is a model
 */
record ServedModel(Optional<RiskModel> model, String refusal, String detail) {}
