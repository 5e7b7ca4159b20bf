package org.prodrome.reasoning.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.Reach.Step;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/** A tensor of the graph that TensorFlow feeds when it loads, and what it is the value of: followed through Identity and arguments alone. */
final class FedTensor {

    private static final String IDENTITY = "Identity";
    private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");
    private static final String CALLED = "f";
    private static final AttrValue NONE = AttrValue.getDefaultInstance();

    private final String tensor;
    private final List<Step> everything;

    /** What was followed already: had it not been the tensor, the first answer would have said so. */
    private final Set<String> followed = new HashSet<>();

    /**
     * Of a graph.
     *
     * @param tensor as a SaverDef names it; empty where nothing is fed
     */
    FedTensor(String tensor, Reach reach) {
        this.tensor = output(tensor);
        this.everything = reach.everything().toList();
    }

    /** Whether the first input of every one of these is this tensor, whoever calls the function that one is in. */
    boolean isFirstInputOf(Stream<Step> steps) {
        followed.clear();
        return steps.allMatch(step -> isInput(step.node(), 0, step.function()));
    }

    private boolean isInput(NodeDef node, int place, @Nullable FunctionDef function) {
        return place < node.getInputCount() && is(node.getInput(place), function);
    }

    private boolean is(String input, @Nullable FunctionDef function) {
        boolean fed = function == null && !tensor.isEmpty() && output(input).equals(tensor);
        if (fed || !followed.add(name(function) + ' ' + input)) {
            return true;
        }
        if (function == null) {
            return isIdentity(input, null);
        }
        int argument = argument(input, function);
        return argument >= 0 ? isArgument(argument, function) : isIdentity(input, function);
    }

    private boolean isIdentity(String input, @Nullable FunctionDef function) {
        List<NodeDef> named = everything.stream()
                .filter(step -> name(step.function()).equals(name(function)))
                .map(Step::node)
                .filter(node -> node.getName().equals(FrozenGraph.nodeName(input)))
                .toList();
        return named.size() == 1
                && !input.startsWith("^")
                && named.getFirst().getOp().equals(IDENTITY)
                && isInput(named.getFirst(), 0, function);
    }

    /** Empty for the graph's own nodes. */
    private static String name(@Nullable FunctionDef function) {
        return function == null ? "" : function.getSignature().getName();
    }

    /** By every call there is; there must be one. */
    private boolean isArgument(int argument, FunctionDef function) {
        List<Step> calls = everything.stream()
                .filter(step -> CALLS.contains(step.node().getOp())
                        && step.node()
                                .getAttrOrDefault(CALLED, NONE)
                                .getFunc()
                                .getName()
                                .equals(name(function)))
                .toList();
        return !calls.isEmpty() && calls.stream().allMatch(call -> isInput(call.node(), argument, call.function()));
    }

    /** The place of an argument; -1 where it is none, or where places can't be told by their number. */
    private static int argument(String input, FunctionDef function) {
        List<OpDef.ArgDef> arguments = function.getSignature().getInputArgList();
        boolean plain = arguments.stream()
                .allMatch(argument -> argument.getNumberAttr().isEmpty()
                        && argument.getTypeListAttr().isEmpty());
        return IntStream.range(0, arguments.size())
                .filter(i -> plain && arguments.get(i).getName().equals(input))
                .findFirst()
                .orElse(-1);
    }

    /** {@code node} means {@code node:0}. */
    private static String output(String tensor) {
        return tensor.isEmpty() || tensor.contains(":") ? tensor : tensor + ":0";
    }
}
