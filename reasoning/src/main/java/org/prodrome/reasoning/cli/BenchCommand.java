package org.prodrome.reasoning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.bench.ExplanationBench;
import org.prodrome.reasoning.bench.Figures;
import org.prodrome.reasoning.bench.InferenceBench;
import org.prodrome.reasoning.bench.PrecisionBench;
import org.prodrome.reasoning.bench.TrainingBench;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.Device;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.Precision;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.training.MadeUp;
import org.prodrome.reasoning.training.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench inference} and {@code bench training}: ours beside PyTorch in the same run, by turns. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "inference|training",
        description = "Prints figures; the last line is one JSON object.")
final class BenchCommand {

    /** Where the script for the peer lies and its environment goes. */
    private static final Path MODULE = Path.of("reasoning");

    private static final List<Precision> BOTH = List.of(Precision.FLOAT32, Precision.BFLOAT16);

    @Command(
            name = "inference",
            mixinStandardHelpOptions = true,
            description = "Each batch at each window, beside PyTorch with the same weights.")
    int inference(
            @Option(
                            names = "--model",
                            paramLabel = "DIR",
                            defaultValue = "reasoning/models/default",
                            description = "a model package; default: ${DEFAULT-VALUE}")
                    Path model,
            @Mixin TrustOption trust,
            @Option(
                            names = "--config",
                            paramLabel = "NAME",
                            description = "a made-up network of this configuration's size instead of a package")
                    @Nullable
                    String config,
            @Option(names = "--batches", split = ",", defaultValue = "1,32", description = "default: ${DEFAULT-VALUE}")
                    List<Integer> batches,
            @Option(
                            names = "--windows",
                            split = ",",
                            defaultValue = "128,256,512",
                            description = "default: ${DEFAULT-VALUE}")
                    List<Integer> windows,
            @Option(
                            names = "--threads",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "of both, for all of the run; 0 for all cores; default: ${DEFAULT-VALUE}")
                    int threads,
            @Option(
                            names = "--rounds",
                            paramLabel = "N",
                            defaultValue = "5",
                            description = "turns that both take; default: ${DEFAULT-VALUE}")
                    int rounds,
            @Option(
                            names = "--precision",
                            split = ",",
                            paramLabel = "PRECISION",
                            defaultValue = "float32",
                            description =
                                    "float32, or float32,bfloat16: both by turns and how far their risks lie apart, without PyTorch; default: ${DEFAULT-VALUE}")
                    List<Precision> precisions) {
        requirePositive("--rounds", rounds);
        if (!precisions.equals(BOTH) && !precisions.equals(List.of(Precision.FLOAT32))) {
            throw new IllegalArgumentException("--precision: expected float32 or float32,bfloat16, got " + precisions);
        }
        int cores = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        requirePositive("--threads", cores);
        batches.forEach(batch -> requirePositive("--batches", batch));
        windows.forEach(window -> requirePositive("--windows", window));
        Device.find(cores).notes().forEach(System.err::println);
        if (precisions.equals(BOTH)) {
            InferenceBench.Subject subject = config == null
                    ? subject(model, ModelPackage.open(model, trust.of(model)))
                    : madeUp(TrainingConfig.named(config));
            System.out.println(
                    new PrecisionBench(System.out::println).inference(subject, cores, batches, windows, rounds));
            return 0;
        }
        InferenceBench bench = new InferenceBench(MODULE, cores, System.out::println);
        if (config != null) {
            System.out.println(bench.run(madeUp(TrainingConfig.named(config)), batches, windows, rounds));
            return 0;
        }
        TrustedKeys keys = trust.of(model);
        ModelPackage files = ModelPackage.open(model, keys);
        Figures figures = bench.run(subject(model, files), batches, windows, rounds);
        try (RiskModel asGiven = RiskModel.load(model, keys, cores)) {
            ExplanationBench.addTo(figures, "", asGiven, 10 * rounds);
        }
        if (cores == 1) { // as the app loads it: products on one core each, an explanation's parts on all
            try (RiskModel interactive = RiskModel.load(model, keys)) {
                ExplanationBench.addTo(figures, "app_", interactive, 10 * rounds);
            }
        }
        System.out.println(figures);
        return 0;
    }

    @Command(
            name = "training",
            mixinStandardHelpOptions = true,
            description = "Optimiser steps on a made-up batch of full size, beside PyTorch from the same weights.")
    int training(
            @Option(
                            names = "--config",
                            paramLabel = "NAME",
                            defaultValue = "cpu",
                            description = "default: ${DEFAULT-VALUE}")
                    String config,
            @Option(names = "--threads", paramLabel = "N", description = "default: the configuration's") @Nullable
                    Integer threads,
            @Option(
                            names = "--rounds",
                            paramLabel = "N",
                            defaultValue = "5",
                            description = "turns that both take; default: ${DEFAULT-VALUE}")
                    int rounds,
            @Option(
                            names = "--steps",
                            paramLabel = "N",
                            defaultValue = "4",
                            description = "steps in a turn; default: ${DEFAULT-VALUE}")
                    int steps,
            @Option(
                            names = "--batch-tokens",
                            paramLabel = "N",
                            description = "places per step; default: the configuration's, which may need more memory")
                    @Nullable
                    Integer batchTokens,
            @Option(
                            names = "--precision",
                            split = ",",
                            paramLabel = "PRECISION",
                            description =
                                    "float32 or bfloat16, beside PyTorch; or float32,bfloat16: both by turns, without PyTorch; default: the configuration's")
                    @Nullable
                    List<Precision> precisions) {
        requirePositive("--rounds", rounds);
        requirePositive("--steps", steps);
        if (precisions != null && precisions.size() != 1 && !precisions.equals(BOTH)) {
            throw new IllegalArgumentException(
                    "--precision: expected float32, bfloat16 or float32,bfloat16, got " + precisions);
        }
        TrainingConfig measured = TrainingConfig.named(config);
        measured = threads == null ? measured : measured.withThreads(threads);
        measured = batchTokens == null ? measured : measured.withBatchTokens(batchTokens);
        Device device = Device.find(measured.threads());
        device.notes().forEach(System.err::println);
        if (BOTH.equals(precisions)) {
            System.out.println(
                    new PrecisionBench(System.out::println).training(measured, device.name(), rounds, steps));
            return 0;
        }
        measured = precisions == null ? measured : measured.withPrecision(precisions.getFirst());
        System.out.println(new TrainingBench(MODULE, device.name(), System.out::println).run(measured, rounds, steps));
        return 0;
    }

    private static InferenceBench.Subject madeUp(TrainingConfig config) {
        Path saved = MODULE.resolve("target/bench-network");
        return new InferenceBench.Subject(
                saved, MadeUp.savedModel(config, saved), config.heads(), MadeUp.valued(config));
    }

    private static InferenceBench.Subject subject(Path model, ModelPackage files) {
        JsonNode config;
        try {
            config = new ObjectMapper()
                    .readTree(model.resolve(ModelFiles.TRAINING).toFile())
                    .path("config");
        } catch (IOException e) {
            throw new BrokenPackage(ModelFiles.TRAINING + ": expected the configuration it was trained with", e);
        }
        return new InferenceBench.Subject(
                model.resolve(ModelFiles.SAVED_MODEL),
                files.settings(),
                config.path("heads").asInt(),
                files.vocabulary().valued(config.path("analytes").asInt()));
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + ": expected at least 1, got " + value);
        }
    }
}
