package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Weights become constants where all of them can be read as our own are; elsewhere the loaded graph itself is run. */
class FrozenGraphTest {

    @TempDir
    Path directory;

    private final TestProgram program = new TestProgram();
    private final Ops tf = program.tf();
    private final Operand<TFloat32> one = tf.constant(new float[] {1});
    private final Variable<TFloat32> weight = tf.variable(Shape.of(1), TFloat32.class);

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void copiesAGraphWhoseWeightsAreAllOfFloats() throws IOException {
        program.runsAtLoad("init", tf.assign(weight, one));
        Path model = answering(tf.identity(weight));
        try (SavedModelBundle bundle = load(model);
                FrozenGraph frozen = frozen(bundle, TestProgram.ANSWER + ":0")) {
            assertThat(frozen.copied()).isTrue();
            assertThat(operations(frozen)).contains("Const").doesNotContain(SavedWeights.VARIABLE);
        }
        assertThat(answer(model)).containsExactly(1);
    }

    @Test
    void runsTheLoadedGraphOfANetworkFromPythonAndLeavesItToItsBundle() {
        try (SavedModelBundle bundle = load(PythonNetwork.savedModel())) {
            FrozenGraph frozen = frozen(bundle, "StatefulPartitionedCall:0");
            assertThat(operations(frozen)).contains("VarHandleOp").doesNotContain(SavedWeights.VARIABLE);
            assertThat(frozen.copied()).isFalse();
            frozen.close();
            try (Result weight =
                    bundle.session().runner().fetch(readOfAWeight(bundle)).run()) {
                assertThat(weight.get(0).shape().size()).isPositive();
            }
        }
    }

    @Test
    void runsTheLoadedGraphWhereOnlySomeWeightsAreResources() throws IOException {
        VarHandleOp resource = tf.varHandleOp(TFloat32.class, Shape.of(1));
        program.runsAtLoad("init", tf.assign(weight, one), tf.assignVariableOp(resource, one));
        Path model = answering(tf.math.add(weight, tf.readVariableOp(resource, TFloat32.class)));
        assertThat(answer(model)).containsExactly(2);
    }

    @Test
    void runsTheLoadedGraphWhereAVariableCountsSteps() throws IOException {
        Variable<TInt64> steps = tf.variable(Shape.scalar(), TInt64.class);
        program.runsAtLoad("init", tf.assign(weight, one), tf.assign(steps, tf.constant(7L)));
        Path model = answering(tf.math.add(weight, tf.dtypes.cast(steps, TFloat32.class)));
        assertThat(answer(model)).containsExactly(8);
    }

    /** A program whose hazards are these numbers. */
    private Path answering(Operand<TFloat32> numbers) throws IOException {
        program.answersAfter()
                .raw(graph -> graph.getNodeBuilderList().stream()
                        .filter(node -> node.getName().equals(TestProgram.ANSWER))
                        .forEach(node -> node.setInput(0, numbers.op().name())));
        return program.write(directory.resolve("model"));
    }

    private static float[] answer(Path model) {
        try (SavedNetwork network = new SavedNetwork(model, 1)) {
            return network.answer(new Inputs(1, 8, 1)).hazards();
        }
    }

    private static SavedModelBundle load(Path model) {
        return SavedModelBundle.load(model.toString(), SavedModelBundle.DEFAULT_TAG);
    }

    private static FrozenGraph frozen(SavedModelBundle bundle, String wanted) {
        return FrozenGraph.of(bundle, List.of(wanted), ConfigProto.getDefaultInstance());
    }

    private static List<String> operations(FrozenGraph frozen) {
        return frozen.graph().toGraphDef().getNodeList().stream()
                .map(NodeDef::getOp)
                .toList();
    }

    private static String readOfAWeight(SavedModelBundle bundle) {
        return bundle.graph().toGraphDef().getNodeList().stream()
                .filter(node -> node.getOp().equals("ReadVariableOp"))
                .map(NodeDef::getName)
                .findFirst()
                .orElseThrow();
    }
}
