package org.prodrome.reasoning.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** Object mother: SavedModels written operation by operation, to hold what no exporter would write. */
final class TestProgram implements AutoCloseable {

    static final String ANSWER = "answer";

    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final MetaGraphDef.Builder program = MetaGraphDef.newBuilder();

    Ops tf() {
        return tf;
    }

    /** An operation that saves a tensor where it should not. */
    Op save(Path file) {
        Operand<TString> one = tf.array("x");
        Operand<TString> whole = tf.array("");
        return tf.train.save(tf.constant(file.toString()), one, whole, List.of(tf.constant(1f)));
    }

    /** What is answered, after something else if there is any. */
    TestProgram answersAfter(Op... first) {
        Operand<TFloat32> zeros = tf.constant(new float[1][1][1]);
        tf.withControlDependencies(first).withName(ANSWER).identity(zeros);
        tf.withName("state").identity(tf.constant(new float[1][1]));
        return this;
    }

    /** What is answered to every row that isn't this long; to one that is, TensorFlow fails. */
    TestProgram answersUnlessTimeIs(int wrong) {
        Operand<TInt32> codes =
                tf.withName("codes").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1))); // (b, t)
        Operand<TInt32> time = tf.slice(tf.shape(codes), tf.array(1), tf.array(1)); // (1)
        Operand<TInt32> place = tf.dtypes.cast(tf.math.equal(time, tf.constant(wrong)), TInt32.class); // (1)
        Operand<TFloat32> zero = tf.gather(tf.constant(new float[1]), place, tf.constant(0)); // (1), of one place alone
        tf.withName(ANSWER).reshape(zero, tf.array(1, 1, 1));
        tf.withName("state").identity(tf.constant(new float[1][1]));
        return this;
    }

    TestProgram answersAfterCalling(String function) {
        answersAfter();
        return raw(graph -> {
            graph.addNode(call("call", function));
            graph.getNodeBuilderList().stream()
                    .filter(node -> node.getName().equals(ANSWER))
                    .forEach(node -> node.addInput("^call"));
        });
    }

    TestProgram runsAtLoad(String name, Op... first) {
        tf.withControlDependencies(first).withName(name).noOp();
        CollectionDef.Builder collection = CollectionDef.newBuilder();
        collection.getNodeListBuilder().addValue(name);
        program.putCollectionDef("saved_model_main_op", collection.build());
        return this;
    }

    TestProgram with(Consumer<MetaGraphDef.Builder> edit) {
        edit.accept(program);
        return this;
    }

    TestProgram raw(Consumer<GraphDef.Builder> edit) {
        GraphDef.Builder whole = program.getGraphDefBuilder();
        if (whole.getNodeCount() == 0) {
            whole.mergeFrom(graph.toGraphDef());
        }
        edit.accept(whole);
        return this;
    }

    /** Weights that are restored from what is given as the first input. */
    static NodeDef restore(String from) {
        return node("restore", "RestoreV2").toBuilder().addInput(from).build();
    }

    /** What TensorFlow feeds the place of the SavedModel's own weights to. */
    static NodeDef filename() {
        return node("filename", "Placeholder").toBuilder()
                .putAttr(
                        "dtype",
                        AttrValue.newBuilder().setType(DataType.DT_STRING).build())
                .build();
    }

    /** The node or call of this name restores the weights. */
    TestProgram restoresBy(String name) {
        return with(graph ->
                graph.getSaverDefBuilder().setFilenameTensorName("filename:0").setRestoreOpName(name));
    }

    /** A call of a function; its arguments are strings. */
    static NodeDef call(String name, String function, String... arguments) {
        AttrValue none = AttrValue.newBuilder()
                .setList(AttrValue.ListValue.getDefaultInstance())
                .build();
        AttrValue.ListValue.Builder strings = AttrValue.ListValue.newBuilder();
        List.of(arguments).forEach(argument -> strings.addType(DataType.DT_STRING));
        NameAttrList called = NameAttrList.newBuilder().setName(function).build();
        return NodeDef.newBuilder()
                .setName(name)
                .setOp("StatefulPartitionedCall")
                .addAllInput(List.of(arguments))
                .putAttr("Tin", AttrValue.newBuilder().setList(strings).build())
                .putAttr("Tout", none)
                .putAttr("f", AttrValue.newBuilder().setFunc(called).build())
                .build();
    }

    /** A function of one string. */
    static FunctionDef functionOf(String argument, FunctionDef function) {
        FunctionDef.Builder taking = function.toBuilder();
        taking.getSignatureBuilder()
                .addInputArg(OpDef.ArgDef.newBuilder().setName(argument).setType(DataType.DT_STRING));
        return taking.build();
    }

    static FunctionDef function(String name, NodeDef... body) {
        return FunctionDef.newBuilder()
                .setSignature(OpDef.newBuilder().setName(name).setIsStateful(true))
                .addAllNodeDef(List.of(body))
                .build();
    }

    static NodeDef node(String name, String type) {
        return NodeDef.newBuilder().setName(name).setOp(type).build();
    }

    /** Writes the file; the signature is as it must be. */
    Path write(Path directory) throws IOException {
        raw(graph -> {});
        program.getMetaInfoDefBuilder().addTags("serve");
        SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
        for (String name : Inputs.NEEDED) {
            boolean whole = Inputs.WHOLE_NUMBERS.contains(name);
            DataType type = whole ? DataType.DT_INT32 : DataType.DT_FLOAT;
            if (graph.operation(name) == null) {
                program.getGraphDefBuilder()
                        .addNode(NodeDef.newBuilder()
                                .setName(name)
                                .setOp("Placeholder")
                                .putAttr(
                                        "dtype",
                                        AttrValue.newBuilder().setType(type).build()));
            }
            signature.putInputs(name, tensor(name, type, name.equals("reads") ? 0 : 2));
        }
        signature.putOutputs("hazards", tensor(ANSWER, DataType.DT_FLOAT, 3));
        signature.putOutputs("states", tensor("state", DataType.DT_FLOAT, 2));
        program.putSignatureDef("serving_default", signature.build());
        Files.createDirectories(directory);
        SavedModel file = SavedModel.newBuilder()
                .setSavedModelSchemaVersion(1)
                .addMetaGraphs(program)
                .build();
        Files.write(directory.resolve("saved_model.pb"), file.toByteArray());
        return directory;
    }

    private static TensorInfo tensor(String node, DataType type, int rank) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int i = 0; i < rank; i++) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(-1));
        }
        return TensorInfo.newBuilder()
                .setName(node + ":0")
                .setDtype(type)
                .setTensorShape(shape)
                .build();
    }

    @Override
    public void close() {
        graph.close();
    }
}
