package org.prodrome.cohort.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./prodrome oracle}: what can be known at best of the diagnoses that an index file asks about. */
@Command(
        name = "oracle",
        description = "Answers an index file by Bayes' rule over the planted disease files: what can be known at best.",
        subcommands = CheckCommand.class,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class OracleCommand implements Callable<Integer> {
    // Required, but checked by hand: picocli would ask for them before a subcommand, too.
    @Option(names = "--truth", paramLabel = "DIR", description = "truth of the planted cohort (required)")
    private @Nullable Path truth;

    @Option(
            names = "--crosswalk",
            paramLabel = "FILE",
            description = "of the de-identified copy, as deidentify --crosswalk wrote it (required)")
    private @Nullable Path crosswalk;

    @Option(names = "--index", paramLabel = "FILE", description = "rows that evaluate wrote (required)")
    private @Nullable Path index;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "the same rows with probabilities; a killed run goes on beside it (required)")
    private @Nullable Path out;

    @Option(names = "--seed", defaultValue = "1", description = "decides the sampling")
    private long seed;

    @Option(names = "--sweeps", defaultValue = "80", description = "sweeps that are averaged")
    private int sweeps;

    @Option(names = "--pass-over", split = ",", paramLabel = "ID", description = "outcomes to leave without an answer")
    private Set<String> passedOver = Set.of();

    @Option(names = "--threads", description = "default: one per processor; changes the time, never the answers")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path from = given(truth, "--truth");
        Path rows = given(index, "--index");
        Path to = given(out, "--out").toAbsolutePath();
        if (threads < 1 || sweeps < 8) {
            throw new OracleException("--threads, --sweeps: expected at least 1 and 8");
        }
        var progress =
                new OracleProgress(Objects.requireNonNull(spec).commandLine().getErr());
        Crosswalk people = Crosswalk.read(given(crosswalk, "--crosswalk"));
        GridSettings grid = GridSettings.USUAL.withSweeps(sweeps);
        new OracleRun(Truth.open(from), rows, to, grid, seed, progress).run(people, passedOver, threads);
        return 0;
    }

    private static <T> T given(@Nullable T value, String option) {
        if (value == null) {
            throw new OracleException(option + ": expected a value, got none");
        }
        return value;
    }
}
