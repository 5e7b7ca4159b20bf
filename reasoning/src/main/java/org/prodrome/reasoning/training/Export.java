package org.prodrome.reasoning.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.AttributionSignature;
import org.prodrome.reasoning.model.Network;
import org.prodrome.reasoning.model.NetworkShape;
import org.prodrome.reasoning.model.WeightStore;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.types.TFloat32;

/**
 * Writes trained weights as a SavedModel with a graph of its own: no dropout, no losses, the last layer for the reads
 * alone, and each code's ontology parents already added to its row. A second signature gives gradients for tests of
 * explanations.
 */
final class Export {

    private Export() {}

    static void savedModel(Trained trained, Path directory) {
        try (Graph graph = new Graph()) {
            Network network = new Network(graph, trained.shape(), false);
            Operand<TFloat32> hazards = network.hazards();
            WeightStore store = WeightStore.of(network);
            Signature.Builder signature = Signature.builder(Signature.DEFAULT_KEY);
            network.inputs().forEach(signature::input);
            signature.output("hazards", hazards).output("states", network.readStates());
            try (Session session = new Session(graph)) {
                store.write(session, servingWeights(network, trained));
                SavedModelBundle.exporter(directory.toString())
                        .withSession(session)
                        .withSignatures(signature.build(), AttributionSignature.of(network))
                        .export();
            }
        } catch (IOException e) {
            throw new BrokenPackage("saved_model: could not be written", e);
        }
    }

    private static Map<String, float[]> servingWeights(Network network, Trained trained) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        for (String name : network.weights().keySet()) {
            weights.put(name, Objects.requireNonNull(trained.weights().get(name)));
        }
        weights.put("code", withParents(Objects.requireNonNull(trained.weights().get("code")), trained.shape()));
        return weights;
    }

    private static float[] withParents(float[] own, NetworkShape shape) {
        int d = shape.width();
        float[] sums = own.clone();
        for (int code = 0; code < shape.codes(); code++) {
            for (int parent : shape.parents()[code]) {
                for (int i = 0; parent != 0 && i < d; i++) {
                    sums[code * d + i] += own[parent * d + i];
                }
            }
        }
        return sums;
    }
}
