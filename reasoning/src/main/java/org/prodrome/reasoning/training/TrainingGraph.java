package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.model.Inputs;
import org.prodrome.reasoning.model.Losses;
import org.prodrome.reasoning.model.Network;
import org.prodrome.reasoning.model.NetworkShape;
import org.prodrome.reasoning.model.WeightStore;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The network with losses and optimiser, ready to take steps.
 *
 * <p>Everything a step needs is in the graph before the first one: steps add nothing to it, so memory stays flat. Not
 * thread-safe; close it.
 */
final class TrainingGraph implements AutoCloseable {

    private static final int MASKS_PER_STEP = 256;

    private final TrainingConfig config;
    private final NetworkShape shape;
    private final Graph graph = new Graph();
    private final Network network;
    private final Losses losses;
    private final AdamW optimiser;
    private final WeightStore weights;
    private final WeightStore moments;
    private final Session session;

    /**
     * Both losses of a batch in nats.
     *
     * @param nextEvent per event
     * @param risk per read, summed over outcomes
     */
    record Loss(double nextEvent, double risk) {}

    TrainingGraph(TrainingConfig config, NetworkShape shape) {
        this.config = config;
        this.shape = shape;
        network = new Network(graph, shape, true);
        losses = network.losses();
        Ops tf = network.ops();
        Operand<TFloat32> weighted = tf.math.mul(losses.risk(), tf.constant((float) config.riskWeight()));
        optimiser = new AdamW(network, tf.math.add(losses.nextEvent(), weighted), config);
        weights = WeightStore.of(network);
        moments = new WeightStore(tf, optimiser.moments());
        session = new Session(graph, sessionConfig(config));
    }

    private static ConfigProto sessionConfig(TrainingConfig config) {
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(config.threads())
                .setInterOpParallelismThreads(1)
                .setGraphOptions(config.precision().graphOptions())
                .build();
    }

    /** One pass over a batch: with dropout and an update, or with neither. */
    Loss run(TrainingBatch batch, int step, boolean update) {
        Session.Runner runner = session.runner();
        List<Tensor> fed = new ArrayList<>();
        batch.inputs().tensors().forEach((name, tensor) -> {
            fed.add(tensor);
            runner.feed(name, tensor);
        });
        feed(runner, fed, losses.rows(), ints(batch.rows()));
        feed(runner, fed, losses.next(), ints(batch.next()));
        feed(runner, fed, losses.waits(), floats(batch.waits(), Shape.of(batch.waits().length)));
        Shape perRead = perRead(batch);
        feed(runner, fed, losses.exposure(), floats(batch.exposure(), perRead));
        feed(runner, fed, losses.events(), floats(batch.events(), perRead));
        feed(runner, fed, network.dropoutSeed(), TInt32.vectorOf(Long.hashCode(config.seed()), step * MASKS_PER_STEP));
        feed(runner, fed, network.keep(), TFloat32.scalarOf(update ? (float) (1 - config.dropout()) : 1));
        if (update) {
            fed.addAll(optimiser.addTo(runner, step));
        }
        try (Result result =
                runner.fetch(losses.nextEvent()).fetch(losses.risk()).run()) {
            return new Loss(((TFloat32) result.get(0)).getFloat(), ((TFloat32) result.get(1)).getFloat());
        } finally {
            Inputs.close(fed);
        }
    }

    private Shape perRead(TrainingBatch batch) {
        long reads = (long) batch.inputs().batch() * batch.inputs().reads();
        return Shape.of(reads, shape.outcomes(), shape.hazardBins());
    }

    private static void feed(Session.Runner runner, List<Tensor> fed, Operand<?> placeholder, Tensor tensor) {
        fed.add(tensor);
        runner.feed(placeholder, tensor);
    }

    private static Tensor ints(int[] array) {
        return TInt32.tensorOf(Shape.of(array.length), DataBuffers.of(array, true, false));
    }

    private static Tensor floats(float[] array, Shape shape) {
        return TFloat32.tensorOf(shape, DataBuffers.of(array, true, false));
    }

    Network network() {
        return network;
    }

    Map<String, float[]> weights() {
        return weights.read(session);
    }

    Map<String, float[]> moments() {
        return moments.read(session);
    }

    Map<String, float[]> noMoments() {
        return moments.zeros();
    }

    void set(Map<String, float[]> newWeights, Map<String, float[]> newMoments) {
        weights.write(session, newWeights);
        moments.write(session, newMoments);
    }

    /** How many operations the graph has: it must not grow with the steps. */
    long operations() {
        return graph.toGraphDef().getNodeCount();
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
