package org.prodrome.reasoning.model;

import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** What the network's products, and what lies between them, are computed in; weights, losses and answers are float32 always. */
public enum Precision {
    FLOAT32,
    /** For CPUs with avx512_bf16; what it gains there says {@code reasoning/BENCHMARKS.md}. GPUs use their own TF32 instead. */
    BFLOAT16;

    /** What makes TensorFlow rewrite the graph of a session; on a CPU that can't it leaves the graph as it is. */
    public GraphOptions graphOptions() {
        RewriterConfig.Toggle halves = switch (this) {
            case FLOAT32 -> RewriterConfig.Toggle.OFF;
            case BFLOAT16 -> RewriterConfig.Toggle.ON;
        };
        return GraphOptions.newBuilder()
                .setRewriteOptions(RewriterConfig.newBuilder().setAutoMixedPrecisionOnednnBfloat16(halves))
                .build();
    }
}
