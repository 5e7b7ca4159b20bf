package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The part of the network that holds each analyte's values side by side, as a regression on last values does: one weighted
 * mean per analyte and span of memory, of what a read may look at.
 *
 * <p>A value {@code x} days old weighs {@code (1 + x / 60)^-p}: with p of 8 the mean is all but the last value, with 0 it is
 * that of all of them; between the two lies the slope. Nothing measured gives 0. In the comments b is batch, r reads, t time,
 * m analytes, s spans.
 */
final class RecentValues {

    private static final float DAYS = 60;
    private static final float[] POWERS = {8, 2, 0};
    private static final float LEAST = 1e-30f;

    private final Ops tf;
    private final int analytes;
    private final Operand<TInt32> codes; // (b, t)
    private final Operand<TFloat32> measured; // (b * t, m) 1 in the column of the analyte that a place has a value of

    RecentValues(Ops tf, NetworkShape shape, Operand<TInt32> codes, Operand<TInt32> bins) {
        this.tf = tf;
        this.codes = codes;
        analytes = shape.valued().size();
        Operand<TInt32> flat = tf.reshape(codes, tf.array(-1)); // (b * t)
        Operand<TFloat32> columns = tf.gather(tf.constant(shape.columns()), flat, tf.constant(0)); // (b * t, m)
        Operand<TInt32> hasValue = tf.reshape(tf.math.minimum(bins, tf.constant(1)), tf.array(-1, 1)); // (b * t, 1)
        measured = tf.math.mul(columns, tf.dtypes.cast(hasValue, TFloat32.class)); // (b * t, m)
    }

    /** How many numbers {@link #bent} gives a read. */
    static int width(NetworkShape shape) {
        return 2 * POWERS.length * shape.valued().size();
    }

    /** Each value in its analyte's column: {@code (b * t, 1)} to {@code (b * t, m)}. */
    Operand<TFloat32> columns(Operand<TFloat32> values) {
        return tf.math.mul(measured, values); // (b * t, m)
    }

    /**
     * The means.
     *
     * @param unseen 0 where a read may look, else about minus infinity, {@code (b, 1, r, t)}
     * @param age days from each place to the read, at least 0, {@code (b, 1, r, t)}
     * @param values what {@link #columns} gave, {@code (b * t, m)}
     * @return {@code (b * r, s * m)}
     */
    Operand<TFloat32> means(Operand<TFloat32> unseen, Operand<TFloat32> age, Operand<TFloat32> values) {
        Operand<TFloat32> memory = tf.math.log1p(tf.math.mul(age, tf.constant(1 / DAYS))); // (b, 1, r, t)
        List<Operand<TFloat32>> means = new ArrayList<>();
        for (float power : POWERS) {
            Operand<TFloat32> weight = tf.stopGradient(
                    tf.math.exp(tf.math.sub(unseen, tf.math.mul(memory, tf.constant(power))))); // (b, 1, r, t)
            Operand<TFloat32> sum =
                    tf.math.maximum(product(weight, rows(measured)), tf.constant(LEAST)); // (b, 1, r, m)
            Operand<TFloat32> mean = tf.math.div(product(weight, rows(values)), tf.stopGradient(sum)); // (b, 1, r, m)
            means.add(tf.reshape(mean, tf.array(-1, analytes))); // (b * r, m)
        }
        return tf.concat(means, tf.constant(1)); // (b * r, s * m)
    }

    /** The means, and again with 0 for what is below the training median: high and low tell different things. */
    static Operand<TFloat32> bent(Ops tf, Operand<TFloat32> means) {
        return tf.concat(List.of(means, tf.nn.relu(means)), tf.constant(1)); // (b * r, 2 * s * m)
    }

    private Operand<TFloat32> rows(Operand<TFloat32> x) {
        Operand<TInt32> size = tf.shape(codes); // (2) = b, t
        Operand<TInt32> wanted = tf.concat(
                List.of(
                        tf.slice(size, tf.array(0), tf.array(1)),
                        tf.array(1),
                        tf.slice(size, tf.array(1), tf.array(1)),
                        tf.array(analytes)),
                tf.constant(0)); // (4)
        return tf.reshape(x, wanted); // (b, 1, t, m)
    }

    private Operand<TFloat32> product(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.scope()
                .opBuilder("BatchMatMulV2", "BatchMatMulV2")
                .addInput(a.asOutput())
                .addInput(b.asOutput())
                .build()
                .output(0);
    }
}
