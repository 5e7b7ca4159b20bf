package org.prodrome.reasoning.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench inference}: how long one patient's risks take on one core. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "inference",
        description = "Prints figures; the last line is one JSON object.")
final class BenchCommand {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double DAYS_PER_TOKEN = 80;

    @Command(
            name = "inference",
            mixinStandardHelpOptions = true,
            description = "Batch 1 at the model's whole window, one thread.")
    int inference(
            @Option(
                            names = "--model",
                            paramLabel = "DIR",
                            defaultValue = "reasoning/models/default",
                            description = "a model package; default: ${DEFAULT-VALUE}")
                    Path model,
            @Option(
                            names = "--trusted-keys",
                            paramLabel = "DIR",
                            description = "default: trusted-keys beside the package")
                    @Nullable
                    Path trustedKeys,
            @Option(
                            names = "--rounds",
                            paramLabel = "N",
                            defaultValue = "500",
                            description = "default: ${DEFAULT-VALUE}")
                    int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds: expected at least 1, got " + rounds);
        }
        TrustedKeys keys = TrustedKeys.in(trustedKeys == null ? model.resolveSibling("trusted-keys") : trustedKeys);
        ModelPackage files = ModelPackage.open(model, keys);
        try (Forward forward = new Forward(model.resolve(ModelFiles.SAVED_MODEL), files.settings(), 1)) {
            int window = files.settings().window();
            String device = forward.warmUp();
            Tokens tokens = invented(files.vocabulary(), window);
            measured(forward, tokens, Math.max(50, rounds / 5));
            double[] millis = measured(forward, tokens, rounds);
            System.out.printf(
                    Locale.ROOT,
                    "{\"bench\":\"inference\",\"device\":\"%s\",\"window\":%d,\"parameters\":%d,\"rounds\":%d,"
                            + "\"p50_ms\":%.2f,\"p95_ms\":%.2f,\"p99_ms\":%.2f}%n",
                    device.replace("\"", "'"),
                    window,
                    files.settings().parameters(),
                    rounds,
                    at(millis, 0.5),
                    at(millis, 0.95),
                    at(millis, 0.99));
        }
        return 0;
    }

    private static double[] measured(Forward forward, Tokens tokens, int rounds) {
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            forward.risks(List.of(tokens));
            millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** A full window of concepts of the vocabulary at rising ages; of nobody. */
    private static Tokens invented(Vocabulary vocabulary, int length) {
        SplittableRandom random = new SplittableRandom(1);
        int[] codes = new int[length];
        float[] ages = new float[length];
        int[] entries = new int[length];
        for (int i = 0; i < length; i++) {
            codes[i] = random.nextInt(Vocabulary.AS_OF, vocabulary.size());
            ages[i] = (float) (DAYS_PER_TOKEN * i);
            entries[i] = -1;
        }
        codes[length - 1] = Vocabulary.AS_OF;
        return new Tokens(codes, new int[length], new float[length], ages, entries, length, length, 0);
    }
}
