package org.prodrome.reasoning.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.prodrome.reasoning.model.NetworkShape;
import org.prodrome.reasoning.model.PlainTensor;

/** Training steps on one made-up batch of a configuration's full size. Not thread-safe; close it. */
public final class MadeUpTraining implements AutoCloseable {

    private final TrainingConfig config;
    private final NetworkShape shape;
    private final TrainingBatch batch;
    private final TrainingGraph graph;
    private final Map<String, float[]> weights;
    private int step;

    /** Builds the graph; its longest bucket is what is measured. */
    public MadeUpTraining(TrainingConfig config) {
        this.config = config;
        shape = MadeUp.shape(config);
        int time = config.window() + config.reads();
        int rows = Math.max(1, config.batchTokens() / time);
        batch = TrainingBatch.of(
                MadeUp.patients(rows, config.window()), time, config.reads(), MadeUp.labels(), config.seed(), 0);
        graph = new TrainingGraph(config, shape);
        weights = MadeUp.weights(graph);
        graph.set(weights, graph.noMoments());
    }

    /** Next-event and risk loss without dropout, as they are now. */
    public double[] losses() {
        TrainingGraph.Loss loss = graph.run(batch, 0, false);
        return new double[] {loss.nextEvent(), loss.risk()};
    }

    /** Takes one optimiser step. */
    public void step() {
        graph.run(batch, step++, true);
    }

    /** Places per step, padding included. */
    public int tokens() {
        return batch.inputs().batch() * batch.inputs().time();
    }

    /** Weights that training starts from, with {@code w.} before their names; the batch, with {@code train.}. */
    public Map<String, PlainTensor> tensors() {
        Map<String, PlainTensor> tensors = new LinkedHashMap<>();
        graph.network()
                .weights()
                .forEach((name, weight) -> tensors.put(
                        "w." + name,
                        new PlainTensor.Floats(weight.dimensions(), Objects.requireNonNull(weights.get(name)))));
        batch.inputs().plain().forEach((name, tensor) -> tensors.put("train." + name, tensor));
        tensors.put("train.rows", ints(batch.rows()));
        tensors.put("train.next", ints(batch.next()));
        tensors.put("train.waits", new PlainTensor.Floats(new long[] {batch.waits().length}, batch.waits()));
        long[] perRead = {(long) batch.inputs().batch() * batch.inputs().reads(), shape.outcomes(), shape.hazardBins()};
        tensors.put("train.exposure", new PlainTensor.Floats(perRead, batch.exposure()));
        tensors.put("train.events", new PlainTensor.Floats(perRead, batch.events()));
        tensors.put("parents", parents());
        return tensors;
    }

    private PlainTensor parents() {
        int[] flat = Arrays.stream(shape.parents()).flatMapToInt(Arrays::stream).toArray();
        return new PlainTensor.Ints(new long[] {shape.codes(), flat.length / shape.codes()}, flat);
    }

    private static PlainTensor ints(int[] values) {
        return new PlainTensor.Ints(new long[] {values.length}, values);
    }

    /** What the network computes besides its weights. */
    public TrainingConfig config() {
        return config;
    }

    @Override
    public void close() {
        graph.close();
    }
}
