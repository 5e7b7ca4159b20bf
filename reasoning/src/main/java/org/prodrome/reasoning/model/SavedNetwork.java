package org.prodrome.reasoning.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/** A trained network read from its SavedModel. Thread-safe; close it when nobody runs it any more. */
final class SavedNetwork implements AutoCloseable {

    /** The operation of the graph that says what each place may not look at; it can be fed. */
    static final String MASK = "unseen";

    private static final Set<String> OUTPUTS = Set.of("hazards", "states");
    private static final RunOptions IN_CALLERS_THREAD =
            RunOptions.newBuilder().setInterOpThreadPool(-1).build();
    private static final RunOptions TRACED = RunOptions.newBuilder()
            .setTraceLevel(RunOptions.TraceLevel.FULL_TRACE)
            .build();

    private final SavedModelBundle bundle;
    private final FrozenGraph frozen;
    private final Map<String, Signature.TensorDescription> inputs;
    private final Output<?> hazards;
    private final Output<?> states;

    /**
     * What the network says of each read, flattened.
     *
     * @param hazards per year, {@code (batch * reads, outcomes, bins)}
     * @param states behind them, {@code (batch * reads, width)}
     */
    record Answer(float[] hazards, float[] states) {}

    /** Loads with products in float32. */
    SavedNetwork(Path directory, int threads) {
        this(directory, threads, Precision.FLOAT32);
    }

    /**
     * Loads, once its program was found to do nothing but compute.
     *
     * @param directory of the SavedModel
     * @param threads for one product; 1 for interactive use of a small model, 0 for all cores
     */
    SavedNetwork(Path directory, int threads, Precision precision) {
        ConfigProto config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setUsePerSessionThreads(true)
                .setAllowSoftPlacement(true)
                .setGraphOptions(precision.graphOptions())
                .build();
        SavedProgram.check(directory);
        bundle = load(directory, config);
        try {
            Signature signature = served(bundle);
            inputs = signature.getInputs();
            frozen = FrozenGraph.of(bundle, tensors(signature), config);
            try {
                hazards = output(frozen, signature, "hazards");
                states = output(frozen, signature, "states");
            } catch (RuntimeException e) {
                frozen.close();
                throw e;
            }
        } catch (RuntimeException e) {
            bundle.close();
            throw e;
        }
    }

    private static SavedModelBundle load(Path directory, ConfigProto config) {
        try {
            return SavedModelBundle.loader(directory.toString())
                    .withTags(SavedModelBundle.DEFAULT_TAG)
                    .withConfigProto(config)
                    .load();
        } catch (TensorFlowException e) {
            throw new BrokenPackage("saved_model: expected a model that TensorFlow can load", e);
        }
    }

    private static Signature served(SavedModelBundle bundle) {
        Signature signature = bundle.function(Signature.DEFAULT_KEY).signature();
        Set<String> fed = signature.getInputs().keySet();
        if (!Inputs.NAMES.containsAll(fed)
                || !fed.containsAll(Inputs.NEEDED)
                || !signature.outputNames().containsAll(OUTPUTS)) {
            throw new BrokenPackage(
                    "saved_model: expected inputs " + Inputs.NEEDED + ", perhaps changes, and outputs " + OUTPUTS,
                    null);
        }
        return signature;
    }

    private static List<String> tensors(Signature signature) {
        return Stream.of(signature.getInputs(), signature.getOutputs())
                .flatMap(parts -> parts.values().stream())
                .map(part -> part.name)
                .toList();
    }

    private static Output<?> output(FrozenGraph frozen, Signature signature, String name) {
        return frozen.graph()
                .outputOrThrow(Objects.requireNonNull(signature.getOutputs().get(name)).name);
    }

    /** Refuses a network of others that isn't of our form. */
    void requireForm() {
        inputs.forEach((name, input) -> {
            boolean whole = Inputs.WHOLE_NUMBERS.contains(name);
            int rank = name.equals("reads") ? 0 : 2;
            boolean free = IntStream.range(0, rank).allMatch(d -> input.shape.size(d) == Shape.UNKNOWN_SIZE);
            if (input.dataType != (whole ? DataType.DT_INT32 : DataType.DT_FLOAT)
                    || input.shape.numDimensions() != rank
                    || !free) {
                throw new BrokenPackage(
                        "saved_model: expected input " + name + " of " + (whole ? "int32" : "float32") + " and "
                                + (rank == 0 ? "no dimensions" : "free shape (batch, time)") + ", got "
                                + input.dataType + " " + input.shape,
                        null);
            }
        });
        for (Output<?> output : List.of(hazards, states)) {
            if (output.dataType() != DataType.DT_FLOAT) {
                throw new BrokenPackage("saved_model: expected float32 outputs, got " + output.dataType(), null);
            }
        }
    }

    Answer answer(Inputs batch) {
        List<Tensor> fed = new ArrayList<>();
        try {
            return answer(runner(batch, fed));
        } finally {
            Inputs.close(fed);
        }
    }

    /** Whether it is told how values changed, also of values without a token. */
    boolean takesChanges() {
        return inputs.containsKey(Inputs.CHANGES);
    }

    /** Whether {@link #answer(LeftOutReads)} can be asked. */
    boolean takesMask() {
        return frozen.graph().operation(MASK) != null;
    }

    /** The same with another mask than ages and codes make. */
    Answer answer(LeftOutReads rows) {
        int time = rows.inputs().time();
        Shape shape = Shape.of(rows.inputs().batch(), 1, time, time);
        List<Tensor> fed = new ArrayList<>();
        try {
            Session.Runner runner = runner(rows.inputs(), fed);
            TFloat32 mask = TFloat32.tensorOf(shape, DataBuffers.of(rows.unseen(), true, false));
            fed.add(mask);
            return answer(runner.feed(MASK, mask));
        } finally {
            Inputs.close(fed);
        }
    }

    private Answer answer(Session.Runner runner) {
        try (Result result = runner.fetch(states).setOptions(IN_CALLERS_THREAD).run()) {
            return new Answer(WeightStore.floats(result.get(0)), WeightStore.floats(result.get(1)));
        }
    }

    /** Empty for a network without gradients. */
    Optional<IntegratedGradients> gradients() {
        return IntegratedGradients.offeredBy(bundle) ? Optional.of(new IntegratedGradients(bundle)) : Optional.empty();
    }

    /** What computed a batch, as TensorFlow itself traces it. */
    String device(Inputs batch) {
        List<Tensor> fed = new ArrayList<>();
        try (Result result = runner(batch, fed).setOptions(TRACED).runAndFetchMetadata()) {
            boolean gpu = result.getMetadata().stream()
                    .flatMap(run -> run.getStepStats().getDevStatsList().stream())
                    .anyMatch(device -> device.getDevice().contains("GPU:") && device.getNodeStatsCount() > 0);
            return gpu ? GpuName.words() : "CPU";
        } finally {
            Inputs.close(fed);
        }
    }

    /** Adds all tensors to those to be closed before any is fed: feeding may throw. */
    private Session.Runner runner(Inputs batch, List<Tensor> fed) {
        Session.Runner runner = frozen.session().runner().fetch(hazards);
        Map<String, Tensor> tensors = batch.tensors();
        fed.addAll(tensors.values());
        tensors.forEach((name, tensor) -> {
            Signature.TensorDescription input = inputs.get(name);
            if (input != null) {
                runner.feed(input.name, tensor);
            }
        });
        return runner;
    }

    @Override
    public void close() {
        frozen.close();
        bundle.close();
    }
}
