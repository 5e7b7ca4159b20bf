package org.prodrome.reasoning.model;

import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Numbers and their dimensions, free of TensorFlow, row by row. */
public sealed interface PlainTensor {

    long[] dimensions();

    /** Single precision. */
    record Floats(long[] dimensions, float[] values) implements PlainTensor {}

    /** Whole numbers. */
    record Ints(long[] dimensions, int[] values) implements PlainTensor {}

    /** A copy of a tensor of either kind. */
    static PlainTensor of(Tensor tensor) {
        long[] dimensions = tensor.shape().asArray();
        if (tensor instanceof TInt32 whole) {
            int[] values = new int[Math.toIntExact(tensor.shape().size())];
            whole.copyTo(DataBuffers.of(values, false, false));
            return new Ints(dimensions, values);
        }
        return new Floats(dimensions, WeightStore.floats((TFloat32) tensor));
    }
}
