package org.prodrome.reasoning.model;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** One variable: how it is stored, how it starts, and whether weight decay applies. */
public record Weight(Variable<TFloat32> variable, long[] dimensions, float spread, float start, boolean decays) {
    public int size() {
        return Math.toIntExact(Shape.of(dimensions).size());
    }
}
