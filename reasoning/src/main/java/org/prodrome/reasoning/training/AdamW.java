package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.model.Network;
import org.prodrome.reasoning.model.Weight;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Adam with decoupled weight decay and a clipped global gradient norm, from single operations: the framework's own has a
 * fixed rate and takes every variable.
 *
 * <p>Loshchilov and Hutter, ICLR 2019, algorithm 2. The caller feeds rate and beta powers at each step.
 */
final class AdamW {

    private final TrainingConfig config;
    private final Placeholder<TFloat32> rate;
    private final Placeholder<TFloat32> power1;
    private final Placeholder<TFloat32> power2;
    private final Operand<TFloat32> norm;
    private final List<Op> updates = new ArrayList<>();
    private final Map<String, Variable<TFloat32>> moments = new LinkedHashMap<>();

    AdamW(Network network, Operand<TFloat32> loss, TrainingConfig config) {
        this.config = config;
        Ops tf = network.ops();
        rate = tf.withName("rate").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        power1 = tf.withName("power1").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        power2 = tf.withName("power2").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        List<Operand<TFloat32>> gradients = gradients(network.graph(), network, loss);
        List<Operand<TFloat32>> halfSquares = new ArrayList<>();
        gradients.forEach(gradient -> halfSquares.add(tf.nn.l2Loss(gradient)));
        norm = tf.math.sqrt(tf.math.mul(tf.math.addN(halfSquares), tf.constant(2f)));
        Operand<TFloat32> clip = tf.constant((float) config.clipNorm());
        Operand<TFloat32> factor = tf.math.div(clip, tf.math.maximum(norm, clip));
        Ops settled = tf.withControlDependencies(factor, loss);
        int i = 0;
        for (Map.Entry<String, Weight> weight : network.weights().entrySet()) {
            update(tf, settled, weight.getKey(), weight.getValue(), tf.math.mul(gradients.get(i++), factor));
        }
    }

    /** One gradient per weight, in the order of the weights. */
    static List<Operand<TFloat32>> gradients(Graph graph, Network network, Operand<TFloat32> loss) {
        Output<?>[] variables = network.weights().values().stream()
                .map(weight -> weight.variable().asOutput())
                .toArray(Output<?>[]::new);
        List<Operand<TFloat32>> gradients = new ArrayList<>();
        for (Output<?> gradient : graph.addGradients(loss.asOutput(), variables)) {
            @SuppressWarnings("unchecked")
            Output<TFloat32> typed = (Output<TFloat32>) gradient;
            gradients.add(typed);
        }
        return gradients;
    }

    private Variable<TFloat32> moment(Ops tf, String name, Weight weight) {
        Variable<TFloat32> moment = tf.withName(name).variable(Shape.of(weight.dimensions()), TFloat32.class);
        moments.put(name, moment);
        return moment;
    }

    /** Weights change in place: {@code settled} must wait until the loss and every gradient have read them. */
    private void update(Ops tf, Ops settled, String name, Weight weight, Operand<TFloat32> gradient) {
        Variable<TFloat32> first = moment(tf, name + "_moment1", weight);
        Variable<TFloat32> second = moment(tf, name + "_moment2", weight);
        Ops after = settled;
        if (weight.decays()) {
            Operand<TFloat32> share = settled.math.mul(rate, tf.constant((float) config.weightDecay()));
            Op decay = settled.assignSub(weight.variable(), settled.math.mul(weight.variable(), share));
            after = settled.withControlDependencies(decay);
        }
        updates.add(after.train.applyAdam(
                weight.variable(),
                first,
                second,
                power1,
                power2,
                rate,
                tf.constant((float) config.beta1()),
                tf.constant((float) config.beta2()),
                tf.constant(1e-8f),
                gradient));
    }

    /** First and second moments by name; they start at 0. */
    Map<String, Variable<TFloat32>> moments() {
        return moments;
    }

    /** The gradient's norm before clipping. */
    Operand<TFloat32> norm() {
        return norm;
    }

    /** Adds this step's update to a run; returns what to close after it. */
    List<TFloat32> addTo(Session.Runner runner, int step) {
        updates.forEach(runner::addTarget);
        TFloat32 fedRate = TFloat32.scalarOf((float) config.rate(step));
        TFloat32 fed1 = TFloat32.scalarOf((float) Math.pow(config.beta1(), step + 1));
        TFloat32 fed2 = TFloat32.scalarOf((float) Math.pow(config.beta2(), step + 1));
        runner.feed(rate, fedRate).feed(power1, fed1).feed(power2, fed2);
        return List.of(fedRate, fed1, fed2);
    }
}
