package org.prodrome.reasoning.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** Inverted dropout whose mask depends on a fed seed alone, so that a step can be repeated to the bit. */
final class Dropout {

    private final Ops tf;
    private final Operand<TFloat32> keep;

    /** Keeps a share, {@code ()}. */
    Dropout(Ops tf, Operand<TFloat32> keep) {
        this.tf = tf;
        this.keep = keep;
    }

    /**
     * Drops. A byte decides: 1/256 exact.
     *
     * @param x {@code (rows, width)}, width a multiple of 4
     * @param seed {@code (2)}
     */
    Operand<TFloat32> of(Operand<TFloat32> x, Operand<TInt32> rows, int width, Operand<TInt32> seed) {
        Operand<TInt32> words = tf.stack(List.of(rows, tf.constant(width / 4))); // (2)
        Operand<TUint8> bytes =
                tf.bitcast(tf.random.statelessRandomUniformFullInt(words, seed, TInt32.class), TUint8.class);
        Operand<TFloat32> lost = tf.math.rint(tf.math.mul(tf.math.sub(tf.constant(1f), keep), tf.constant(256f))); // ()
        Operand<TBool> kept = tf.math.greaterEqual(bytes, tf.dtypes.cast(lost, TUint8.class)); // (rows, width / 4, 4)
        Operand<TFloat32> scale = tf.math.div(tf.constant(256f), tf.math.sub(tf.constant(256f), lost)); // ()
        Operand<TFloat32> mask = tf.select(tf.reshape(kept, tf.array(-1, width)), scale, tf.constant(0f));
        return tf.math.mul(x, tf.stopGradient(mask)); // (rows, width)
    }
}
