package org.prodrome.reasoning.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.model.Precision;

/**
 * An experiment: everything about a training run but the data.
 *
 * @param name of the file
 * @param width of a state
 * @param layers of the decoder
 * @param heads of attention
 * @param analytes how many analytes' values the risk head gets side by side: those most patients have
 * @param window most tokens per sequence, the as-of token included
 * @param windowsPerPatient as-of days drawn per patient
 * @param fewestPatients concepts of fewer training patients stay unknown
 * @param reads as-of places per training sequence: its own, and others drawn from its days
 * @param batchTokens places per step, padding included
 * @param steps most optimiser steps
 * @param warmUpSteps over which the rate rises linearly
 * @param peakRate highest learning rate
 * @param floorShare share of the peak at which the cosine ends
 * @param beta1 of Adam
 * @param beta2 of Adam
 * @param weightDecay of AdamW, for matrices and tables
 * @param clipNorm largest global norm of the gradient
 * @param dropout share of each state that is dropped
 * @param riskWeight weight of the risk loss beside the next-event loss
 * @param evaluateEvery steps between looks at the tuning loss
 * @param patience looks without a better tuning loss before training stops
 * @param checkpointEvery steps between checkpoints: what a kill can lose
 * @param threads intra-op threads; the same seed and threads give the same losses
 * @param seed of weights, order, reads and dropout
 * @param precision of the products; float32 unless the file says otherwise
 */
public record TrainingConfig(
        String name,
        int width,
        int layers,
        int heads,
        int analytes,
        int window,
        int windowsPerPatient,
        int fewestPatients,
        int reads,
        int batchTokens,
        int steps,
        int warmUpSteps,
        double peakRate,
        double floorShare,
        double beta1,
        double beta2,
        double weightDecay,
        double clipNorm,
        double dropout,
        double riskWeight,
        int evaluateEvery,
        int patience,
        int checkpointEvery,
        int threads,
        long seed,
        Precision precision) {

    private static final int SMALLEST_BUCKET = 64;

    public TrainingConfig {
        require(steps > 0 && warmUpSteps >= 0 && warmUpSteps < steps, "warmUpSteps", "fewer than steps");
        require(reads > 0 && reads < window, "reads", "at least 1 and less than window");
        require(batchTokens >= window + reads, "batchTokens", "at least window + reads");
        require(analytes > 0, "analytes", "more than 0");
        require(dropout >= 0 && dropout < 1, "dropout", "from 0 to less than 1");
        require(peakRate > 0, "peakRate", "more than 0");
        require(evaluateEvery > 0 && checkpointEvery > 0 && patience > 0, "evaluateEvery", "more than 0");
    }

    private static void require(boolean holds, String key, String expected) {
        if (!holds) {
            throw new BrokenDataFile("config: " + key + ": expected " + expected, null);
        }
    }

    /** A shipped experiment: {@code tiny}, {@code cpu} or {@code gpu}. */
    public static TrainingConfig named(String name) {
        try (@Nullable InputStream in = TrainingConfig.class.getResourceAsStream("configs/" + name + ".json")) {
            if (in == null) {
                throw new BrokenDataFile("config: expected tiny, cpu or gpu, got " + name, null);
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BrokenDataFile("config " + name + ": could not be read", e);
        }
    }

    /** Reads JSON; an unknown or missing key is refused by name. */
    public static TrainingConfig parse(String file, String json) {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        try {
            JsonNode tree = mapper.readTree(json);
            Set<String> known = Arrays.stream(TrainingConfig.class.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
            for (Map.Entry<String, JsonNode> property : tree.properties()) {
                if (!known.contains(property.getKey())) {
                    throw new BrokenDataFile(
                            "config " + file + ": unknown key " + property.getKey() + ", expected one of " + known,
                            null);
                }
            }
            if (tree instanceof ObjectNode config && !config.has("precision")) {
                config.put("precision", Precision.FLOAT32.name());
            }
            return mapper.treeToValue(tree, TrainingConfig.class);
        } catch (IOException e) {
            throw new BrokenDataFile("config " + file + ": " + e.getMessage(), e);
        }
    }

    /** Another seed, another experiment. */
    public TrainingConfig withSeed(long other) {
        return with(batchTokens, threads, other, precision);
    }

    /** Other threads: other rounding of the last digits, nothing else. */
    public TrainingConfig withThreads(int others) {
        return with(batchTokens, others, seed, precision);
    }

    /** Other products: whatever the file says, to compare both. */
    public TrainingConfig withPrecision(Precision other) {
        return with(batchTokens, threads, seed, other);
    }

    /** Smaller or larger batches, at least of one sequence: for measurements on less memory than the file is meant for. */
    public TrainingConfig withBatchTokens(int others) {
        return with(others, threads, seed, precision);
    }

    private TrainingConfig with(int newBatchTokens, int newThreads, long newSeed, Precision newPrecision) {
        return new TrainingConfig(
                name,
                width,
                layers,
                heads,
                analytes,
                window,
                windowsPerPatient,
                fewestPatients,
                reads,
                newBatchTokens,
                steps,
                warmUpSteps,
                peakRate,
                floorShare,
                beta1,
                beta2,
                weightDecay,
                clipNorm,
                dropout,
                riskWeight,
                evaluateEvery,
                patience,
                checkpointEvery,
                newThreads,
                newSeed,
                newPrecision);
    }

    /** How the sequences of this experiment are made, with or without what texts say. */
    public SequenceSettings sequences(boolean notes) {
        return new SequenceSettings(window, windowsPerPatient, fewestPatients, seed, notes);
    }

    /** Sequence lengths that batches are padded to: powers of two up to the window. */
    @JsonIgnore
    public List<Integer> buckets() {
        return Stream.concat(Stream.iterate(SMALLEST_BUCKET, b -> b < window, b -> 2 * b), Stream.of(window))
                .toList();
    }

    /** Learning rate of a step, counted from 0: linear warm-up, then a cosine down to the floor. */
    double rate(int step) {
        if (step < warmUpSteps) {
            return peakRate * (step + 1) / warmUpSteps;
        }
        double done = (step - warmUpSteps) / (double) Math.max(1, steps - warmUpSteps);
        return peakRate * (floorShare + (1 - floorShare) * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2);
    }
}
