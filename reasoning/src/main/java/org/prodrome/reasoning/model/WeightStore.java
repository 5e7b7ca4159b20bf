package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Moves weights between a session and plain arrays. Build it before the session runs; not thread-safe. */
public final class WeightStore {

    private record Slot(Variable<TFloat32> variable, Shape shape, Placeholder<TFloat32> value, Op assignment) {}

    private final Map<String, Slot> slots = new LinkedHashMap<>();

    /** Adds an assignment to the graph for each variable. */
    public WeightStore(Ops tf, Map<String, Variable<TFloat32>> variables) {
        variables.forEach((name, variable) -> {
            Shape shape = variable.asOutput().shape();
            Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
            slots.put(name, new Slot(variable, shape, value, tf.assign(variable, value)));
        });
    }

    /** A store for all weights of a network. */
    public static WeightStore of(Network network) {
        Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
        network.weights().forEach((name, weight) -> variables.put(name, weight.variable()));
        return new WeightStore(network.ops(), variables);
    }

    /** Random starting values that depend on the seed and on the order of building alone. */
    public static Map<String, float[]> initial(Network network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, float[]> values = new LinkedHashMap<>();
        network.weights().forEach((name, weight) -> {
            float[] value = new float[weight.size()];
            for (int i = 0; i < value.length; i++) {
                value[i] = weight.spread() == 0 ? weight.start() : (float) (weight.spread() * random.nextGaussian());
            }
            values.put(name, value);
        });
        return values;
    }

    /** Zeros for every variable. */
    public Map<String, float[]> zeros() {
        Map<String, float[]> values = new LinkedHashMap<>();
        slots.forEach((name, slot) ->
                values.put(name, new float[Math.toIntExact(slot.shape().size())]));
        return values;
    }

    /** Sets every variable; a missing or wrongly sized array is refused by name. */
    public void write(Session session, Map<String, float[]> values) {
        List<Tensor> fed = new ArrayList<>();
        Session.Runner runner = session.runner();
        slots.forEach((name, slot) -> {
            float[] value = values.get(name);
            if (value == null || value.length != slot.shape().size()) {
                throw new IllegalArgumentException("weights: expected " + slot.shape() + " numbers for " + name);
            }
            TFloat32 tensor = TFloat32.tensorOf(slot.shape(), DataBuffers.of(value, true, false));
            fed.add(tensor);
            runner.feed(slot.value(), tensor).addTarget(slot.assignment());
        });
        runner.run().close();
        Inputs.close(fed);
    }

    /** Reads every variable. */
    public Map<String, float[]> read(Session session) {
        Session.Runner runner = session.runner();
        slots.values().forEach(slot -> runner.fetch(slot.variable()));
        Map<String, float[]> values = new LinkedHashMap<>();
        try (Result result = runner.run()) {
            int i = 0;
            for (String name : slots.keySet()) {
                values.put(name, floats(result.get(i++)));
            }
        }
        return values;
    }

    /** The numbers of a float tensor, row by row. */
    public static float[] floats(Tensor tensor) {
        float[] numbers = new float[Math.toIntExact(tensor.shape().size())];
        ((TFloat32) tensor).copyTo(DataBuffers.of(numbers, false, false));
        return numbers;
    }
}
