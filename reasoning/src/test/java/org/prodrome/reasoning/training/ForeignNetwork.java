package org.prodrome.reasoning.training;

import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * Object mother: SavedModels that our exporter did not write. A weighted count of the events before each as-of day, by raw
 * operations; or the same with one thing wrong.
 */
final class ForeignNetwork {

    /** What is wrong with it. */
    enum Fault {
        NONE,
        SEES_THE_FUTURE,
        ROLLS_DICE,
        SEES_NEIGHBOURS,
        COUNTS_PADDING,
        ANSWERS_NAN,
        ANSWERS_NEGATIVE,
        ANSWERS_ONE_OUTCOME_LESS,
        ANSWERS_THE_SAME_TO_ALL,
        KNOWS_ONE_CODE_LESS,
        LACKS_STATES,
        TAKES_DOUBLES,
        TAKES_ONE_LENGTH_ONLY,
        WRITES_FILES
    }

    private static final int AS_OF = 2;
    private static final int OUTCOMES = 2;

    private final Fault fault;
    private final Ops tf;

    private ForeignNetwork(Graph graph, Fault fault) {
        this.fault = fault;
        this.tf = Ops.create(graph);
    }

    /** Writes one for a vocabulary of so many codes and bins. */
    static Path export(Path directory, Fault fault, int codes, int bins, int edges) throws IOException {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            new ForeignNetwork(graph, fault).export(session, directory, codes, bins, edges);
        }
        return directory;
    }

    private void export(Session session, Path directory, int codeCount, int binCount, int edges) throws IOException {
        long time = fault == Fault.TAKES_ONE_LENGTH_ONLY ? 64 : -1;
        Placeholder<TInt32> codes = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, time)));
        Placeholder<TInt32> bins = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, time)));
        Placeholder<TFloat32> ages = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, time)));
        Placeholder<TFloat32> gaps = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, time)));
        Placeholder<TInt32> reads = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        Placeholder<TFloat32> floats = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, time)));
        Placeholder<TFloat64> doubles = tf.placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1, time)));
        boolean wide = fault == Fault.TAKES_DOUBLES;
        Operand<TFloat32> values = wide ? tf.dtypes.cast(doubles, TFloat32.class) : floats;

        Variable<TFloat32> codeWeights = variable(session, codeCount - (fault == Fault.KNOWS_ONE_CODE_LESS ? 1 : 0));
        Variable<TFloat32> binWeights = variable(session, binCount);
        Operand<TFloat32> scores = tf.math.add(
                tf.math.add(tf.gather(codeWeights, codes, tf.constant(0)), tf.gather(binWeights, bins, tf.constant(0))),
                tf.math.mul(tf.constant(0.01f), values)); // (b, t)
        Operand<TFloat32> sums = sums(scores, codes, ages, reads); // (b, r)
        Operand<TFloat32> flat = tf.reshape(sums, tf.array(-1, 1, 1)); // (b * r, 1, 1)
        int outcomes = OUTCOMES + 1 - (fault == Fault.ANSWERS_ONE_OUTCOME_LESS ? 1 : 0);
        Operand<TFloat32> hazards = tf.math.softplus(tf.math.sub(
                tf.math.mul(flat, tf.reshape(variable(session, outcomes * edges), tf.array(1, outcomes, edges))),
                tf.constant(3f))); // (b * r, o, k)
        Signature.Builder signature = Signature.builder(Signature.DEFAULT_KEY)
                .input("codes", codes)
                .input("bins", bins)
                .input("values", wide ? doubles : floats)
                .input("ages", ages)
                .input("gaps", gaps)
                .input("reads", reads)
                .output("hazards", faulty(hazards));
        if (fault != Fault.LACKS_STATES) {
            signature.output("states", tf.reshape(sums, tf.array(-1, 1)));
        }
        SavedModelBundle.exporter(directory.toString())
                .withSession(session)
                .withSignatures(signature.build())
                .export();
    }

    /** Sums of the scores of events strictly before each as-of place. */
    private Operand<TFloat32> sums(
            Operand<TFloat32> scores, Operand<TInt32> codes, Operand<TFloat32> ages, Operand<TInt32> reads) {
        Operand<TInt32> time = tf.slice(tf.shape(codes), tf.array(1), tf.array(1)); // (1)
        Operand<TInt32> start = tf.math.sub(time, tf.reshape(reads, tf.array(1))); // (1)
        Operand<TFloat32> asked = tf.slice(
                ages, tf.concat(java.util.List.of(tf.array(0), start), tf.constant(0)), tf.array(-1, -1)); // (b, r)
        Operand<TFloat32> past = tf.dtypes.cast(
                tf.math.less(tf.expandDims(ages, tf.constant(1)), tf.expandDims(asked, tf.constant(2))),
                TFloat32.class); // (b, r, t)
        Operand<TFloat32> event = tf.expandDims(
                tf.dtypes.cast(tf.math.notEqual(codes, tf.constant(AS_OF)), TFloat32.class),
                tf.constant(1)); // (b, 1, t)
        Operand<TFloat32> real = tf.expandDims(
                tf.dtypes.cast(tf.math.less(ages, tf.constant(1e6f)), TFloat32.class), tf.constant(1)); // (b, 1, t)
        Operand<TFloat32> seen = switch (fault) {
            case SEES_THE_FUTURE -> tf.math.mul(tf.math.add(past, tf.math.sub(real, past)), event);
            case COUNTS_PADDING -> tf.math.add(tf.math.mul(past, event), tf.constant(0.01f));
            default -> tf.math.mul(past, event);
        };
        Operand<TFloat32> sums = tf.reduceSum(tf.math.mul(seen, tf.expandDims(scores, tf.constant(1))), tf.constant(2));
        return switch (fault) {
            case SEES_NEIGHBOURS ->
                tf.math.add(sums, tf.reduceSum(sums, tf.constant(0), org.tensorflow.op.core.ReduceSum.keepDims(true)));
            case ANSWERS_THE_SAME_TO_ALL -> tf.math.mul(sums, tf.constant(0f));
            case ROLLS_DICE -> tf.math.add(sums, tf.random.randomUniform(tf.shape(sums), TFloat32.class));
            default -> sums;
        };
    }

    private Operand<TFloat32> faulty(Operand<TFloat32> hazards) {
        return switch (fault) {
            case ANSWERS_NAN -> tf.math.log(tf.math.neg(hazards));
            case ANSWERS_NEGATIVE -> tf.math.neg(hazards);
            case WRITES_FILES ->
                tf.withControlDependencies(
                                tf.io.writeFile(tf.constant("/tmp/prodrome-never-written"), tf.constant("x")))
                        .identity(hazards);
            default -> tf.identity(hazards);
        };
    }

    private Variable<TFloat32> variable(Session session, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) Math.sin(1 + i) / 4;
        }
        Variable<TFloat32> variable = tf.variable(Shape.of(size), TFloat32.class);
        session.runner()
                .addTarget(tf.assign(variable, tf.constant(values)))
                .run()
                .close();
        return variable;
    }
}
