package org.prodrome.reasoning.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/**
 * Reads a SavedModel's program before TensorFlow does, for loading runs a part of it: refused unless every operation, those
 * of its functions too, is one of {@link AllowedOperations}, loading only sets weights, from the SavedModel's own directory, and
 * answers only compute.
 */
final class SavedProgram {

    private static final String FILE = "saved_model.pb";
    private static final String RESTORE = "RestoreV2";

    /** What TensorFlow restores from. Without it no weight is set, and no error says so before an answer is asked for. */
    private static final String WEIGHTS = "variables/variables.index";

    /** Forms of the same file that TensorFlow may read in its place. */
    private static final List<String> OTHER_FORMS = List.of("saved_model.cpb", "saved_model.pbtxt");

    /** Collections and signatures that name what TensorFlow runs when it loads or trains. */
    private static final Set<String> RUN_AT_LOAD =
            Set.of("saved_model_main_op", "legacy_init_op", "saved_model_train_op");

    private static final Set<String> ASSIGNMENTS = Set.of("Assign", "AssignVariableOp");
    private static final Set<String> NEVER_SERVED = Set.of("__saved_model_init_op", "__saved_model_train_op");

    private final MetaGraphDef graph;
    private final Reach reach;
    private final AllowedOperations allowed;

    private SavedProgram(MetaGraphDef graph, AllowedOperations allowed) {
        this.graph = graph;
        this.reach = new Reach(graph.getGraphDef());
        this.allowed = allowed;
    }

    /**
     * Refuses a program that could do anything but set weights and compute. Runs none of it.
     *
     * @param directory of the SavedModel
     */
    static void check(Path directory) {
        AllowedOperations allowed = AllowedOperations.load();
        for (String other : OTHER_FORMS) {
            if (Files.exists(directory.resolve(other))) {
                throw new BrokenPackage("saved_model: expected " + FILE + " alone, got " + other, null);
            }
        }
        read(directory.resolve(FILE), allowed.largestBytes())
                .getMetaGraphsList()
                .forEach(graph -> new SavedProgram(graph, allowed).checkGraph(directory));
    }

    private static SavedModel read(Path file, int largestBytes) {
        try (InputStream in = Files.newInputStream(file)) {
            requireSmall(Files.size(file), largestBytes);
            byte[] content = in.readNBytes(largestBytes + 1);
            requireSmall(content.length, largestBytes);
            return SavedModel.parseFrom(content);
        } catch (IOException e) {
            throw new BrokenPackage("saved_model: expected a model that TensorFlow can load", e);
        }
    }

    private static void requireSmall(long bytes, int largestBytes) {
        if (bytes > largestBytes) {
            throw new BrokenPackage("saved_model: expected at most " + largestBytes + " bytes of " + FILE, null);
        }
    }

    private void checkGraph(Path directory) {
        if (reach.functions().stream().anyMatch(allowed::allows)) {
            throw new BrokenPackage("saved_model: expected no function under the name of an operation", null);
        }
        require(reach.everything(), allowed::allows, "a network that only computes");
        require(reach.of(initialised()), allowed.restoring()::contains, "a loading that only sets weights");
        require(reach.of(restored()), allowed.restoring()::contains, "a loading that only sets weights");
        requireOwnWeights();
        requireWeights(directory);
        require(reach.of(served()), allowed.computing()::contains, "answers that only compute");
        require(reach.interchangeable(), allowed.computing()::contains, "functions that only compute");
        requireSetWeights();
    }

    /** TensorFlow names the SavedModel's own weights to what restores them, and nothing to the initialisation. */
    private void requireOwnWeights() {
        FedTensor own = new FedTensor(graph.getSaverDef().getFilenameTensorName(), reach);
        boolean named =
                reach.of(initialised()).noneMatch(step -> step.node().getOp().equals(RESTORE))
                        && own.isFirstInputOf(reach.of(restored())
                                .filter(step -> step.node().getOp().equals(RESTORE)));
        if (!named) {
            throw new BrokenPackage(
                    "saved_model: expected weights from its own directory only, got a path of its own", null);
        }
    }

    /** Unless it has none, or loading sets them from constants. */
    private void requireWeights(Path directory) {
        boolean awaited = reach.everything().map(Reach.Step::node).anyMatch(SavedWeights::isVariable)
                && reach.of(restored()).anyMatch(step -> step.node().getOp().equals(RESTORE))
                && reach.of(initialised())
                        .noneMatch(step -> ASSIGNMENTS.contains(step.node().getOp()));
        if (awaited && !Files.isRegularFile(directory.resolve(WEIGHTS))) {
            throw new BrokenPackage("saved_model: expected its weights in " + WEIGHTS + ", got no such file", null);
        }
    }

    /**
     * Of what an answer reads: an exporter may forget one, and TensorFlow says so only when an answer is asked for. What loading
     * reaches counts as set: a handle passed on to a function that assigns nothing is not found out here.
     */
    private void requireSetWeights() {
        Set<String> set = Stream.of(restored(), initialised())
                .flatMap(names -> SavedWeights.names(reach.of(names)))
                .collect(Collectors.toSet());
        SavedWeights.names(reach.of(outputs(false)))
                .filter(name -> !set.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new BrokenPackage(
                            "saved_model: expected every weight of an answer to be set by loading, nothing sets "
                                    + (name.matches("[\\w/.-]{1,100}") ? name : "one without a proper name"),
                            null);
                });
    }

    private List<String> initialised() {
        List<String> names = new ArrayList<>();
        graph.getCollectionDefMap().forEach((key, collection) -> {
            if (RUN_AT_LOAD.contains(key)) {
                names.addAll(collection.getNodeList().getValueList());
            }
        });
        names.addAll(outputs(true));
        return names;
    }

    /** What sets the weights; nothing where they are constants. */
    private List<String> restored() {
        String restore = graph.getSaverDef().getRestoreOpName();
        return restore.isEmpty() ? List.of() : List.of(restore);
    }

    /** Outputs of every signature; weights too, which are read by name. */
    private List<String> served() {
        Stream<String> weights = graph.getGraphDef().getNodeList().stream()
                .filter(node -> node.getOp().equals(SavedWeights.VARIABLE))
                .map(NodeDef::getName);
        return Stream.concat(weights, outputs(false).stream()).toList();
    }

    private List<String> outputs(boolean atLoad) {
        return graph.getSignatureDefMap().entrySet().stream()
                .filter(signature -> NEVER_SERVED.contains(signature.getKey()) == atLoad)
                .map(Map.Entry::getValue)
                .map(SignatureDef::getOutputsMap)
                .flatMap(outputs -> outputs.values().stream())
                .map(output -> output.getName())
                .toList();
    }

    private static void require(Stream<Reach.Step> steps, Predicate<String> allowed, String expected) {
        steps.map(step -> step.node().getOp())
                .filter(type -> !allowed.test(type))
                .sorted()
                .findFirst()
                .ifPresent(type -> {
                    throw new BrokenPackage("saved_model: expected " + expected + ", got " + word(type), null);
                });
    }

    /** Somebody else wrote it: only what looks like a name is repeated. */
    private static String word(String type) {
        return type.matches("\\w{1,60}") ? type : "an operation without a proper name";
    }
}
