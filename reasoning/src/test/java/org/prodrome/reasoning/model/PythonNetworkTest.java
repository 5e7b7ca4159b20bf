package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/** A SavedModel that TensorFlow for Python wrote: weights as resources, answers and restoring in functions. */
class PythonNetworkTest {

    private static final float CLOSE = 1e-5f;

    @TempDir
    Path directory;

    @Test
    void isTheOneThatItsReadmeTellsOf() throws Exception {
        String readme = Files.readString(PythonNetwork.directory().resolve("README.md"));
        try (Stream<Path> files = Files.walk(PythonNetwork.directory())) {
            List<Path> told = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("README.md"))
                    .toList();
            assertThat(told).hasSize(7);
            for (Path file : told) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                assertThat(readme)
                        .contains(HexFormat.of().formatHex(hash) + " "
                                + PythonNetwork.directory().relativize(file));
            }
        }
    }

    @Test
    void isFedWhatPythonMadeOfTheSamePatientsByTheGuide() {
        Map<String, PlainTensor> ours = PythonNetwork.inputs().plain();
        assertThat(ours.keySet()).isEqualTo(Inputs.NAMES);
        ours.forEach((name, tensor) -> assertThat(numbers(tensor)).as(name).containsExactly(PythonNetwork.fed(name)));
    }

    @Test
    void answersWhatPythonAnswered() {
        try (SavedNetwork network = new SavedNetwork(PythonNetwork.savedModel(), 1)) {
            network.requireForm();
            SavedNetwork.Answer answer = network.answer(PythonNetwork.inputs());
            assertThat(answer.hazards()).hasSize(4 * 3 * 3);
            assertThat(answer.hazards()).containsExactly(PythonNetwork.answered("hazards"), within(CLOSE));
            assertThat(answer.states()).containsExactly(PythonNetwork.answered("states"), within(CLOSE));
            assertThat(network.takesChanges()).isTrue();
            assertThat(network.gradients()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            __inference_serve          | EagerPyFunc | a network that only computes, got EagerPyFunc
            __inference___call__       | PyFunc      | a network that only computes, got PyFunc
            __inference__traced_save   | ReadFile    | a network that only computes, got ReadFile
            __inference_serve          | SaveV2      | answers that only compute, got SaveV2
            __inference___call__       | RestoreV2   | answers that only compute, got RestoreV2
            __inference__traced_restore| SaveV2      | a loading that only sets weights, got SaveV2
            """)
    void refusesItWithAnOperationInOneOfItsFunctionsThatDoesMore(String function, String type, String reason)
            throws IOException {
        change(function, body -> body.addNodeDef(TestProgram.node("added", type)));
        refused("saved_model: expected " + reason);
    }

    @Test
    void refusesItWithWeightsOfAPathThatItsRestoringNames() throws IOException {
        change("__inference__traced_restore", body -> {
            body.addNodeDef(TestProgram.node("elsewhere", "Const"));
            body.getNodeDefBuilderList().stream()
                    .filter(node -> node.getOp().equals("RestoreV2"))
                    .forEach(node -> node.setInput(0, "elsewhere:output:0"));
        });
        refused("saved_model: expected weights from its own directory only, got a path of its own");
    }

    /** As tf.saved_model.save leaves a Keras 3 model: what answers are made of isn't what is restored. */
    @Test
    void refusesItWithAWeightThatNothingSets() throws IOException {
        changeGraph(graph -> {
            AttrValue name = AttrValue.newBuilder()
                    .setS(ByteString.copyFromUtf8("layer/forgotten"))
                    .build();
            NodeDef.Builder forgotten = graph.addNodeBuilder().setName("forgotten");
            forgotten.setOp("VarHandleOp").putAttr("shared_name", name);
            graph.getNodeBuilderList().stream()
                    .filter(node -> node.getName().equals("StatefulPartitionedCall"))
                    .forEach(node -> node.setInput(node.getInputCount() - 1, "forgotten"));
        });
        refused("saved_model: expected every weight of an answer to be set by loading, nothing sets layer/forgotten");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            variables.index               | its weights in variables/variables.index, got no such file
            variables.data-00000-of-00001 | a model that TensorFlow can load
            """)
    void refusesItWithoutItsWeights(String file, String expected) throws IOException {
        Files.delete(copy().resolve("variables").resolve(file));
        refused("saved_model: expected " + expected);
    }

    @Test
    void refusesItWithWeightsThatWereCutShort() throws IOException {
        Path weights = copy().resolve("variables/variables.data-00000-of-00001");
        Files.write(weights, Arrays.copyOf(Files.readAllBytes(weights), 100));
        refused("saved_model: expected a model that TensorFlow can load");
    }

    private void refused(String message) {
        assertThatThrownBy(() -> new SavedNetwork(directory.resolve("saved_model"), 1).answer(PythonNetwork.inputs()))
                .isInstanceOf(BrokenPackage.class)
                .hasMessage(message);
    }

    /** A copy in which every function of a name, but for its number, is another. */
    private void change(String function, Consumer<FunctionDef.Builder> edit) throws IOException {
        changeGraph(graph -> {
            List<FunctionDef.Builder> named = graph.getLibraryBuilder().getFunctionBuilderList().stream()
                    .filter(body -> body.getSignature().getName().matches(function + "_\\d+"))
                    .toList();
            assertThat(named).isNotEmpty();
            named.forEach(edit);
        });
    }

    private void changeGraph(Consumer<GraphDef.Builder> edit) throws IOException {
        Path file = copy().resolve("saved_model.pb");
        SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        edit.accept(model.getMetaGraphsBuilder(0).getGraphDefBuilder());
        Files.write(file, model.build().toByteArray());
    }

    private Path copy() throws IOException {
        Path from = PythonNetwork.savedModel();
        Path to = directory.resolve("saved_model");
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return to;
    }

    private static float[] numbers(PlainTensor tensor) {
        return switch (tensor) {
            case PlainTensor.Floats floats -> floats.values();
            case PlainTensor.Ints ints -> {
                float[] whole = new float[ints.values().length];
                for (int i = 0; i < whole.length; i++) {
                    whole[i] = ints.values()[i];
                }
                yield whole;
            }
        };
    }
}
