package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.types.TFloat32;

/** A SavedModel is a program: one that could do more than compute is refused before any of it runs. */
class SavedProgramTest {

    private static final String PATH = "expected weights from its own directory only, got a path of its own";

    @TempDir
    Path directory;

    private final TestProgram program = new TestProgram();

    @AfterEach
    void close() {
        program.close();
    }

    private Path written() {
        return directory.resolve("written");
    }

    @Test
    void loadsAndAnswersWithAProgramThatOnlyComputes() throws IOException {
        try (SavedNetwork network = new SavedNetwork(program.answersAfter().write(directory.resolve("model")), 1)) {
            assertThat(network.answer(new Inputs(1, 8, 1)).hazards()).containsExactly(0);
        }
    }

    @Test
    void neverRunsAnInitialisationThatWritesAFile() throws IOException {
        var tf = program.tf();
        var write = tf.io.writeFile(tf.constant(written().toString()), tf.constant("x"));
        program.runsAtLoad("init", write).answersAfter();
        refused("expected a network that only computes, got WriteFile");
    }

    @Test
    void neverRunsAnInitialisationThatSaves() throws IOException {
        program.runsAtLoad("init", program.save(written())).answersAfter();
        refused("expected a loading that only sets weights, got SaveV2");
    }

    @Test
    void neverRunsARestorationThatSaves() throws IOException {
        program.save(written());
        program.answersAfter().with(graph -> graph.getSaverDefBuilder().setRestoreOpName("Save"));
        refused("expected a loading that only sets weights, got SaveV2");
    }

    @Test
    void refusesAnAnswerThatWaitsForASave() throws IOException {
        program.answersAfter(program.save(written()));
        refused("expected answers that only compute, got SaveV2");
    }

    @Test
    void refusesAWeightThatWaitsForASave() throws IOException {
        program.tf()
                .withControlDependencies(program.save(written()))
                .withName("weight")
                .variable(Shape.of(1), TFloat32.class);
        program.answersAfter();
        refused("expected answers that only compute, got SaveV2");
    }

    @Test
    void refusesASaveInAFunctionThatAFunctionOfTheAnswerCalls() throws IOException {
        program.answersAfterCalling("outer")
                .raw(graph -> graph.getLibraryBuilder()
                        .addFunction(TestProgram.function("outer", TestProgram.call("call", "inner")))
                        .addFunction(TestProgram.function("inner", TestProgram.node("save", "SaveV2"))));
        refused("expected answers that only compute, got SaveV2");
    }

    @Test
    void refusesASaveInAFunctionThatMayBeRunInPlaceOfAnother() throws IOException {
        AttrValue same =
                AttrValue.newBuilder().setS(ByteString.copyFromUtf8("same")).build();
        program.answersAfterCalling("harmless")
                .raw(graph -> graph.getLibraryBuilder()
                        .addFunction(
                                TestProgram.function("harmless").toBuilder().putAttr("api_implements", same))
                        .addFunction(TestProgram.function("harmful", TestProgram.node("save", "SaveV2")).toBuilder()
                                .putAttr("api_implements", same)));
        refused("expected functions that only compute, got SaveV2");
    }

    @Test
    void refusesACallOfAFunctionThatIsNotInTheFile() throws IOException {
        program.answersAfterCalling("WriteFile");
        refused("expected calls of the graph's own functions only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Save",
                "SaveSlices",
                "CacheDataset",
                "CacheDatasetV2",
                "SnapshotDatasetV2",
                "SqlDataset",
                "LMDBDataset",
                "CSVDataset",
                "ImmutableConst",
                "ReadFile",
                "PyFunc",
                "XlaCallModule",
                "Print",
                "Assert",
                "Unheard Of\n"
            })
    void refusesWhatIsNotOnTheListEvenWhereNothingNeedsIt(String type) throws IOException {
        program.answersAfter()
                .raw(graph -> graph.getLibraryBuilder()
                        .addFunction(TestProgram.function("unused", TestProgram.node("node", type))));
        refused("expected a network that only computes, got "
                + (type.startsWith("Unheard") ? "an operation without a proper name" : type));
    }

    @Test
    void letsASaverBeThatNothingNeeds() throws IOException {
        program.save(written());
        program.answersAfter().with(graph -> graph.getSaverDefBuilder().setSaveTensorName("Save"));
        new SavedNetwork(program.write(directory.resolve("model")), 1).close();
        assertThat(onlyTheModelIsThere()).isTrue();
    }

    /** As Keras exports: weights as resources; answering, saving and restoring in functions. */
    @Test
    void letsProgramsInFunctionsBe() throws IOException {
        program.runsAtLoad("NoOp")
                .answersAfterCalling("serve")
                .raw(graph -> graph.addNode(TestProgram.call("save", "traced_save"))
                        .addNode(TestProgram.filename())
                        .addNode(TestProgram.call("restore", "traced_restore", "filename:0"))
                        .getLibraryBuilder()
                        .addFunction(TestProgram.function(
                                "serve",
                                TestProgram.node("read", "ReadVariableOp"),
                                TestProgram.node("product", "Einsum"),
                                TestProgram.node("rows", "ResourceGather")))
                        .addFunction(TestProgram.function(
                                "traced_save",
                                TestProgram.node("name", "ShardedFilename"),
                                TestProgram.node("local", "StaticRegexFullMatch"),
                                TestProgram.node("read", "DisableCopyOnRead"),
                                TestProgram.node("save", "SaveV2"),
                                TestProgram.node("merge", "MergeV2Checkpoints")))
                        .addFunction(TestProgram.functionOf(
                                "file_prefix",
                                TestProgram.function(
                                        "traced_restore",
                                        TestProgram.restore("file_prefix"),
                                        TestProgram.node("assign", "AssignVariableOp")))))
                .restoresBy("restore")
                .with(graph -> graph.getSaverDefBuilder().setSaveTensorName("save:0"));
        Path model = program.write(directory.resolve("model"));
        assertThatCode(() -> SavedProgram.check(model)).doesNotThrowAnyException();
    }

    private void checked() throws IOException {
        SavedProgram.check(program.write(directory.resolve("model")));
    }

    @Test
    void letsWeightsBeRestoredFromTheNameThatTensorFlowFeeds() throws IOException {
        program.answersAfter()
                .raw(graph -> graph.addNode(TestProgram.filename())
                        .addNode(
                                TestProgram.node("same", "Identity").toBuilder().addInput("filename"))
                        .addNode(TestProgram.restore("same:0")))
                .restoresBy("restore");
        assertThatCode(this::checked).doesNotThrowAnyException();
    }

    @Test
    void refusesWeightsOfAPathThatTheGraphNames() throws IOException {
        program.answersAfter()
                .raw(graph -> graph.addNode(TestProgram.filename())
                        .addNode(TestProgram.node("elsewhere", "Const"))
                        .addNode(TestProgram.node("same", "Identity").toBuilder()
                                .addInput("elsewhere")
                                .addInput("^filename"))
                        .addNode(TestProgram.restore("same")))
                .restoresBy("restore");
        refused(PATH);
    }

    @Test
    void refusesWeightsOfAPathThatOneOfTheCallsNames() throws IOException {
        program.answersAfter()
                .raw(graph -> graph.addNode(TestProgram.filename())
                        .addNode(TestProgram.node("elsewhere", "Const"))
                        .addNode(TestProgram.call("first", "outer", "filename:0"))
                        .addNode(TestProgram.call("last", "outer", "elsewhere:0").toBuilder()
                                .addInput("^first"))
                        .getLibraryBuilder()
                        .addFunction(TestProgram.functionOf(
                                "a", TestProgram.function("outer", TestProgram.call("call", "inner", "a"))))
                        .addFunction(
                                TestProgram.functionOf("b", TestProgram.function("inner", TestProgram.restore("b")))))
                .restoresBy("last");
        refused(PATH);
    }

    @Test
    void refusesAnInitialisationThatRestoresWeightsForNothingIsFedToIt() throws IOException {
        program.answersAfter()
                .raw(graph -> graph.addNode(TestProgram.filename()).addNode(TestProgram.restore("filename")))
                .restoresBy("restore")
                .with(graph -> {
                    CollectionDef.Builder collection = CollectionDef.newBuilder();
                    collection.getNodeListBuilder().addValue("restore");
                    graph.putCollectionDef("saved_model_main_op", collection.build());
                });
        refused(PATH);
    }

    @Test
    void refusesAFunctionThatStandsInForAnOperation() throws IOException {
        program.answersAfter().raw(graph -> graph.getLibraryBuilder().addFunction(TestProgram.function("Identity")));
        refused("expected no function under the name of an operation");
    }

    @Test
    void refusesAFileThatIsTooLargeWithoutReadingIt() throws IOException {
        Path model = program.answersAfter().write(directory.resolve("model"));
        int largest = AllowedOperations.load().largestBytes();
        try (RandomAccessFile file =
                new RandomAccessFile(model.resolve("saved_model.pb").toFile(), "rw")) {
            file.setLength(largest + 1L);
        }
        assertThatThrownBy(() -> new SavedNetwork(model, 1))
                .isInstanceOf(BrokenPackage.class)
                .hasMessage("saved_model: expected at most " + largest + " bytes of saved_model.pb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved_model.pbtxt", "saved_model.cpb"})
    void refusesAFormOfTheFileThatItDoesNotRead(String other) throws IOException {
        Path model = program.answersAfter().write(directory.resolve("model"));
        Files.createFile(model.resolve(other));
        assertThatThrownBy(() -> new SavedNetwork(model, 1))
                .isInstanceOf(BrokenPackage.class)
                .hasMessageContaining(other);
    }

    private void refused(String reason) throws IOException {
        Path model = program.write(directory.resolve("model"));
        assertThatThrownBy(() -> {
                    try (SavedNetwork network = new SavedNetwork(model, 1)) {
                        network.answer(new Inputs(1, 8, 1));
                    }
                })
                .isInstanceOf(BrokenPackage.class)
                .hasMessage("saved_model: " + reason);
        assertThat(onlyTheModelIsThere()).isTrue();
    }

    private boolean onlyTheModelIsThere() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(file -> file.endsWith("model"));
        }
    }
}
