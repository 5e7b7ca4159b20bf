package org.prodrome.reasoning.model;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A loaded graph with its weights as constants: what depends on them alone is then computed once, not at each run.
 *
 * @param graph the copy; or the loaded one where it has no variables, or one that is a resource or not of float32
 * @param session on it
 * @param copied whether it is a copy, which is closed here; the loaded one belongs to its bundle
 */
record FrozenGraph(Graph graph, Session session, boolean copied) implements AutoCloseable {

    /** Keeps what the wanted tensors, named as in signatures, need. */
    static FrozenGraph of(SavedModelBundle bundle, Collection<String> wanted, ConfigProto config) {
        GraphDef loaded = bundle.graph().toGraphDef();
        if (!canBeCopied(loaded)) {
            return new FrozenGraph(bundle.graph(), bundle.session(), false);
        }
        SavedWeights weights = SavedWeights.read(bundle.graph(), bundle.session());
        Set<String> needed = needed(loaded, wanted);
        GraphDef.Builder frozen =
                GraphDef.newBuilder().setVersions(loaded.getVersions()).setLibrary(loaded.getLibrary());
        for (NodeDef node : loaded.getNodeList()) {
            PlainTensor.Floats weight = weights.weights().get(node.getName());
            if (needed.contains(node.getName())) {
                frozen.addNode(weight == null ? node : constant(node.getName(), weight));
            }
        }
        Graph graph = new Graph();
        graph.importGraphDef(frozen.build());
        return new FrozenGraph(graph, new Session(graph, config), true);
    }

    /** Whether all its variables can be read as our own are: any other would be without its value in a copy. */
    private static boolean canBeCopied(GraphDef graph) {
        Stream<NodeDef> inFunctions =
                graph.getLibrary().getFunctionList().stream().flatMap(function -> function.getNodeDefList().stream());
        List<NodeDef> variables = Stream.concat(graph.getNodeList().stream(), inFunctions)
                .filter(SavedWeights::isVariable)
                .toList();
        return !variables.isEmpty() && variables.stream().allMatch(SavedWeights::isOfFloats);
    }

    private static Set<String> needed(GraphDef graph, Collection<String> wanted) {
        Map<String, NodeDef> nodes =
                graph.getNodeList().stream().collect(Collectors.toMap(NodeDef::getName, node -> node));
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            String name = nodeName(open.pop());
            NodeDef node = nodes.get(name);
            if (node != null && needed.add(name)) {
                open.addAll(node.getInputList());
            }
        }
        return needed;
    }

    /** Tensors are called {@code node:0}, control inputs {@code ^node}. */
    static String nodeName(String tensor) {
        String bare = tensor.startsWith("^") ? tensor.substring(1) : tensor;
        int colon = bare.indexOf(':');
        return colon < 0 ? bare : bare.substring(0, colon);
    }

    private static NodeDef constant(String name, PlainTensor.Floats weight) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : weight.dimensions()) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(weight.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weight.values());
        TensorProto tensor = TensorProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(shape)
                .setTensorContent(ByteString.copyFrom(bytes))
                .build();
        return NodeDef.newBuilder()
                .setName(name)
                .setOp("Const")
                .putAttr(
                        "dtype",
                        AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
                .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
                .build();
    }

    @Override
    public void close() {
        if (copied) {
            session.close();
            graph.close();
        }
    }
}
