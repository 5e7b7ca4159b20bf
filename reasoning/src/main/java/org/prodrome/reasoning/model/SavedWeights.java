package org.prodrome.reasoning.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * The weights of a SavedModel by the name of their variable, as plain arrays: for those who compute with them elsewhere.
 *
 * @param weights by name, in the order of the graph
 */
public record SavedWeights(Map<String, PlainTensor.Floats> weights) {

    static final String VARIABLE = "VariableV2";

    private static final String RESOURCE = "VarHandleOp";

    /** Reads the variables of a SavedModel that {@code train} wrote. */
    public static SavedWeights read(Path savedModel) {
        SavedProgram.check(savedModel);
        try (SavedModelBundle bundle = SavedModelBundle.load(savedModel.toString(), SavedModelBundle.DEFAULT_TAG)) {
            return read(bundle.graph(), bundle.session());
        }
    }

    static boolean isVariable(NodeDef node) {
        return node.getOp().equals(VARIABLE) || node.getOp().equals(RESOURCE);
    }

    /** What the session calls the variables among these; several handles may be of one resource. */
    static Stream<String> names(Stream<Reach.Step> steps) {
        return steps.map(Reach.Step::node)
                .filter(SavedWeights::isVariable)
                .map(node -> node.getOp().equals(RESOURCE)
                        ? node.getAttrOrDefault("shared_name", AttrValue.getDefaultInstance())
                                .getS()
                                .toStringUtf8()
                        : node.getName());
    }

    /** A variable that is no resource, of float32. */
    static boolean isOfFloats(NodeDef node) {
        return node.getOp().equals(VARIABLE)
                && node.getAttrOrDefault("dtype", AttrValue.getDefaultInstance())
                        .getType()
                        .equals(DataType.DT_FLOAT);
    }

    /** None where the graph keeps its variables as resources, as networks of others do. */
    static SavedWeights read(Graph graph, Session session) {
        List<String> names = graph.toGraphDef().getNodeList().stream()
                .filter(SavedWeights::isOfFloats)
                .map(NodeDef::getName)
                .toList();
        Map<String, PlainTensor.Floats> weights = new LinkedHashMap<>();
        if (!names.isEmpty()) {
            Session.Runner runner = session.runner();
            new ArrayList<>(names).forEach(runner::fetch);
            try (Result result = runner.run()) {
                for (int i = 0; i < names.size(); i++) {
                    long[] dimensions = result.get(i).shape().asArray();
                    weights.put(names.get(i), new PlainTensor.Floats(dimensions, WeightStore.floats(result.get(i))));
                }
            }
        }
        return new SavedWeights(weights);
    }
}
