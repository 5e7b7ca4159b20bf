package org.prodrome.reasoning.training;

import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.model.NetworkShape;

/**
 * What a training run ends in.
 *
 * @param shape of the network
 * @param weights at the lowest tuning loss, by name
 * @param curve the losses, one point per look at the tuning data
 * @param steps optimiser steps done
 */
public record Trained(NetworkShape shape, Map<String, float[]> weights, List<Point> curve, int steps) {
    public Trained {
        weights = Map.copyOf(weights);
        curve = List.copyOf(curve);
    }

    /** Number of weights. */
    public long parameters() {
        return weights.values().stream().mapToLong(w -> w.length).sum();
    }

    /**
     * Losses in nats: the training ones as means since the last point, the tuning ones without dropout.
     *
     * @param step steps done
     * @param nextEvent per event
     * @param risk per read, summed over outcomes
     */
    public record Point(int step, double nextEvent, double risk, double tuningNextEvent, double tuningRisk) {}
}
