package org.prodrome.reasoning.model;

import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A second signature of the SavedModel, for integrated gradients: the embeddings of a batch, which can be fed in place of what
 * the codes give, and the gradient of an outcome's log-odds with respect to them.
 */
public final class AttributionSignature {

    static final String KEY = "attributions";
    static final String YEARS = "explained_years";
    static final String EMBEDDED = "embedded";
    static final String GRADIENTS = "gradients";

    private AttributionSignature() {}

    /**
     * Adds the gradient to a serving network's graph.
     *
     * <p>Log-odds are those of {@code 1 - exp(-sum of hazard * years)}, summed over the batch; years are fed per outcome and bin,
     * 0 for all outcomes but one. Competing death is left out.
     */
    public static Signature of(Network network) {
        Ops tf = network.ops();
        Placeholder<TFloat32> years =
                tf.withName(YEARS).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1))); // (o, k)
        Operand<TFloat32> expected = tf.reduceSum(tf.math.mul(network.hazards(), years), tf.array(1, 2)); // (b * r)
        Operand<TFloat32> logOdds = tf.math.log(tf.math.expm1(expected)); // (b * r)
        Output<?> embedded = network.graph().outputOrThrow(Network.EMBEDDED + ":0"); // (b * t, d)
        Output<?> gradients = network.graph()
                .addGradients(tf.reduceSum(logOdds, tf.constant(0)).asOutput(), new Output<?>[] {embedded})[
                0]; // (b * t, d)
        Signature.Builder signature = Signature.builder(KEY);
        network.inputs().forEach(signature::input);
        return signature
                .input(YEARS, years)
                .output(EMBEDDED, embedded)
                .output(GRADIENTS, gradients)
                .build();
    }
}
