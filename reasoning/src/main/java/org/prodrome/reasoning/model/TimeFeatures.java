package org.prodrome.reasoning.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Age as waves of many lengths instead of a position, the age itself, and the time since the last earlier event. */
final class TimeFeatures {

    private static final int FREQUENCIES = 24;
    private static final float LONGEST_PERIOD_YEARS = 160;
    private static final float SHORTEST_PERIOD_YEARS = 0.25f;

    /** How many numbers a place gets. */
    static final int WIDTH = 2 * FREQUENCIES + 2;

    private TimeFeatures() {}

    /** Of ages and gaps in days, {@code (b * t, 1)} each. */
    static Operand<TFloat32> of(Ops tf, Operand<TFloat32> ages, Operand<TFloat32> gaps) {
        float[][] frequencies = new float[1][FREQUENCIES];
        for (int f = 0; f < FREQUENCIES; f++) {
            double period = LONGEST_PERIOD_YEARS
                    * Math.pow(SHORTEST_PERIOD_YEARS / LONGEST_PERIOD_YEARS, f / (FREQUENCIES - 1.0));
            frequencies[0][f] = (float) (2 * Math.PI / (period * Hazards.DAYS_PER_YEAR));
        }
        Operand<TFloat32> days = tf.math.minimum(ages, tf.constant(60_000f)); // (b * t, 1)
        Operand<TFloat32> angles = tf.linalg.matMul(days, tf.constant(frequencies)); // (b * t, frequencies)
        Operand<TFloat32> centuries = tf.math.mul(days, tf.constant(1 / 36_525f)); // (b * t, 1)
        Operand<TFloat32> gap = tf.math.log1p(gaps); // (b * t, 1)
        return tf.concat(
                List.of(tf.math.sin(angles), tf.math.cos(angles), centuries, gap), // (b * t, 2 frequencies + 2)
                tf.constant(1));
    }
}
