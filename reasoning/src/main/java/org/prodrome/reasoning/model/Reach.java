package org.prodrome.reasoning.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;

/** What runs when some nodes of a graph are asked for: all they need, by data or control, and all of the functions called. */
final class Reach {

    /** Functions that say so may be run in place of each other. */
    private static final String INTERCHANGEABLE = "api_implements";

    private final GraphDef graph;
    private final Map<String, NodeDef> nodes = new HashMap<>();
    private final Map<String, FunctionDef> functions = new HashMap<>();

    /**
     * A node that runs.
     *
     * @param function whose body it is in; null for the graph's own
     */
    record Step(NodeDef node, @Nullable FunctionDef function) {}

    Reach(GraphDef graph) {
        this.graph = graph;
        for (NodeDef node : graph.getNodeList()) {
            requireNew(nodes.put(node.getName(), node));
        }
        for (FunctionDef function : graph.getLibrary().getFunctionList()) {
            requireNew(functions.put(function.getSignature().getName(), function));
        }
    }

    private static void requireNew(@Nullable Object before) {
        if (before != null) {
            throw new BrokenPackage("saved_model: expected every node and function of the graph once", null);
        }
    }

    /** Every node there is, of the graph and of its functions. */
    Stream<Step> everything() {
        return Stream.concat(
                graph.getNodeList().stream().map(node -> new Step(node, null)),
                functions.values().stream().flatMap(Reach::bodyOf));
    }

    /** Names of all functions. */
    Set<String> functions() {
        return functions.keySet();
    }

    /** Functions that the runtime may choose in place of another. */
    Stream<Step> interchangeable() {
        return functions.values().stream()
                .filter(function -> function.containsAttr(INTERCHANGEABLE))
                .flatMap(function -> called(List.of(function.getSignature().getName())));
    }

    /** All that the asked nodes or tensors, named as in a graph, run. */
    Stream<Step> of(Collection<String> asked) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(asked);
        while (!open.isEmpty()) {
            String name = FrozenGraph.nodeName(open.pop());
            NodeDef node = nodes.get(name);
            if (node == null) {
                throw new BrokenPackage(
                        "saved_model: expected a graph with all that its nodes and signatures name", null);
            }
            if (seen.add(name)) {
                open.addAll(node.getInputList());
            }
        }
        List<NodeDef> own = nodes.values().stream()
                .filter(node -> seen.contains(node.getName()))
                .toList();
        return Stream.concat(
                own.stream().map(node -> new Step(node, null)),
                called(own.stream().flatMap(Reach::functionNames).toList()));
    }

    private Stream<Step> called(Collection<String> names) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.pop();
            FunctionDef function = functions.get(name);
            if (function == null) {
                throw new BrokenPackage("saved_model: expected calls of the graph's own functions only", null);
            }
            if (seen.add(name)) {
                function.getNodeDefList().forEach(node -> functionNames(node).forEach(open::add));
            }
        }
        return seen.stream().map(functions::get).filter(Objects::nonNull).flatMap(Reach::bodyOf);
    }

    private static Stream<Step> bodyOf(FunctionDef function) {
        return function.getNodeDefList().stream().map(node -> new Step(node, function));
    }

    private static Stream<String> functionNames(NodeDef node) {
        return node.getAttrMap().values().stream().flatMap(Reach::functionNames);
    }

    private static Stream<String> functionNames(AttrValue value) {
        Stream<NameAttrList> direct = value.hasFunc() ? Stream.of(value.getFunc()) : Stream.empty();
        return Stream.concat(direct, value.getList().getFuncList().stream())
                .flatMap(function -> Stream.concat(
                        Stream.of(function.getName()),
                        function.getAttrMap().values().stream().flatMap(Reach::functionNames)));
    }
}
