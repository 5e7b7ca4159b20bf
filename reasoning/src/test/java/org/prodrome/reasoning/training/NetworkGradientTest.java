package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Inputs;
import org.prodrome.reasoning.model.Losses;
import org.prodrome.reasoning.model.Network;
import org.prodrome.reasoning.model.NetworkShape;
import org.prodrome.reasoning.model.WeightStore;
import org.prodrome.reasoning.token.Vocabulary;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The framework's gradients are silently wrong for some operations and ranks: each weight's is measured. */
class NetworkGradientTest {

    private static final double STEP = 5e-4; // small enough to cross few kinks of ReLU

    private final NetworkShape shape = new NetworkShape(
            TestSequences.vocabulary().parentMatrix(),
            TestSequences.vocabulary().valued(8),
            TestSequences.vocabulary().binCount(),
            8,
            2,
            2,
            3,
            List.of(180, 730, 1825),
            Vocabulary.AS_OF);

    @Test
    void gradientOfEveryWeightIsTheDifferenceQuotient() {
        try (Graph graph = new Graph()) {
            Network network = new Network(graph, shape, true);
            Losses losses = network.losses();
            Operand<TFloat32> loss = network.ops().math.add(losses.nextEvent(), losses.risk());
            List<Operand<TFloat32>> gradients = AdamW.gradients(graph, network, loss);
            WeightStore store = WeightStore.of(network);
            try (Session session = new Session(graph)) {
                Map<String, float[]> weights = lively(network);
                int i = 0;
                for (String name : network.weights().keySet()) {
                    check(session, store, network, losses, loss, gradients.get(i++), weights, name);
                }
            }
        }
    }

    private void check(
            Session session,
            WeightStore store,
            Network network,
            Losses losses,
            Operand<TFloat32> loss,
            Operand<TFloat32> gradient,
            Map<String, float[]> weights,
            String name) {
        store.write(session, weights);
        float[] slope = run(session, network, losses, gradient);
        double norm = 0;
        for (float s : slope) {
            norm += (double) s * s;
        }
        norm = Math.sqrt(norm);
        assertThat(norm).as("gradient of %s", name).isPositive();
        double up = shifted(session, store, network, losses, loss, weights, name, slope, STEP / norm);
        double down = shifted(session, store, network, losses, loss, weights, name, slope, -STEP / norm);
        assertThat((up - down) / (2 * STEP)).as("gradient of %s", name).isCloseTo(norm, withinShare(norm));
    }

    private static org.assertj.core.data.Offset<Double> withinShare(double norm) {
        return org.assertj.core.data.Offset.offset(0.01 * norm + 0.015);
    }

    private double shifted(
            Session session,
            WeightStore store,
            Network network,
            Losses losses,
            Operand<TFloat32> loss,
            Map<String, float[]> weights,
            String name,
            float[] slope,
            double by) {
        Map<String, float[]> other = new LinkedHashMap<>(weights);
        float[] moved = Objects.requireNonNull(weights.get(name)).clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (by * slope[i]);
        }
        other.put(name, moved);
        store.write(session, other);
        return run(session, network, losses, loss)[0];
    }

    private float[] run(Session session, Network network, Losses losses, Operand<TFloat32> wanted) {
        TrainingBatch batch = TrainingBatch.of(
                TestSequences.patients(3, 5), 56, 2, new TrainingBatch.Labels(2, shape.edges(), 18 * 365), 1, 0);
        List<Tensor> fed = new ArrayList<>();
        Session.Runner runner = session.runner();
        Map<Operand<?>, Tensor> feeds = new LinkedHashMap<>();
        batch.inputs()
                .tensors()
                .forEach((name, tensor) -> feeds.put(network.inputs().get(name), tensor));
        feeds.put(losses.rows(), TInt32.vectorOf(batch.rows()));
        feeds.put(losses.next(), TInt32.vectorOf(batch.next()));
        feeds.put(losses.waits(), TFloat32.vectorOf(batch.waits()));
        Shape perRead = Shape.of(6, 3, 3);
        feeds.put(losses.exposure(), TFloat32.tensorOf(perRead, DataBuffers.of(batch.exposure(), true, false)));
        feeds.put(losses.events(), TFloat32.tensorOf(perRead, DataBuffers.of(batch.events(), true, false)));
        feeds.put(network.dropoutSeed(), TInt32.vectorOf(1, 1));
        feeds.put(network.keep(), TFloat32.scalarOf(0.9f));
        feeds.forEach((placeholder, tensor) -> {
            fed.add(tensor);
            runner.feed(placeholder, tensor);
        });
        try (Result result = runner.fetch(wanted).run()) {
            return WeightStore.floats(result.get(0));
        } finally {
            Inputs.close(fed);
        }
    }

    /** Weights large enough that every path matters. */
    private static Map<String, float[]> lively(Network network) {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, float[]> weights = new LinkedHashMap<>();
        network.weights().forEach((name, weight) -> {
            float[] values = new float[weight.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (weight.start() + 0.3 * random.nextGaussian());
            }
            weights.put(name, values);
        });
        return weights;
    }
}
