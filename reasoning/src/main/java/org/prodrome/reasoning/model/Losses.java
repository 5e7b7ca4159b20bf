package org.prodrome.reasoning.model;

import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What the losses need besides the inputs, and the losses themselves, each a mean in nats, apart from each other. */
public record Losses(
        Placeholder<TInt32> rows, // (n) places in (b * t) that have a next event
        Placeholder<TInt32> next, // (n) its code
        Placeholder<TFloat32> waits, // (n) years until then
        Placeholder<TFloat32> exposure, // (b * r, o, k) years at risk
        Placeholder<TFloat32> events, // (b * r, o, k) 1 where the outcome came
        Operand<TFloat32> nextEvent, // () per event
        Operand<TFloat32> risk) {} // () per read
