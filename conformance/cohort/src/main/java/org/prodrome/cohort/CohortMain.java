package org.prodrome.cohort;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.prodrome.cohort.oracle.OracleCommand;
import org.prodrome.cohort.recode.RecodeCommand;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./prodrome cohort}: a synthetic FHIR Bulk Data export. */
@Command(
        name = "cohort",
        description = "Makes a synthetic cohort as a FHIR R4 Bulk Data export (NDJSON, gzip). Same seed, same bytes.",
        subcommands = {SandboxPatients.class, Twins.class, PlantedTables.class, OracleCommand.class, RecodeCommand.class
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class CohortMain implements Callable<Integer> {
    // Required, but checked by hand: picocli would ask for them before a subcommand, too.
    @Option(names = "--patients", description = "how many patients (required)")
    private int patients;

    @Option(names = "--seed", description = "decides everything that is random (required)")
    private @Nullable Long seed;

    @Option(names = "--out", description = "directory of the export; a killed run goes on there (required)")
    private @Nullable Path out;

    @Option(names = "--reference-date", defaultValue = "2026-11-01", description = "the day the export is taken")
    private LocalDate referenceDate = LocalDate.EPOCH;

    @Option(
            names = "--min-age",
            description = "lowest age at the reference date; nobody died younger (default: 30; of planted cohorts 40)")
    private @Nullable Integer minAge;

    @Option(names = "--max-age", defaultValue = "85", description = "ages at the reference date stay below")
    private int maxAge;

    @Option(names = "--state", defaultValue = "Massachusetts", description = "US state whose people are simulated")
    private String state = "";

    @Option(names = "--notes", description = "keep note texts; they name the diagnoses, so they leak labels")
    private boolean notes;

    @Option(names = "--part-size", defaultValue = "50", description = "patients per numbered part")
    private int partSize;

    @Option(names = "--threads", description = "default: one per processor; changes the time, never the bytes")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup
    private Kind kind = new Kind();

    @Option(names = "--years", defaultValue = "20", description = "planted: years observed before the reference date")
    private int years;

    @Option(
            names = "--panel-version",
            defaultValue = "1",
            description = "planted: 1, or 2 for another hospital's noise and ordering habits")
    private int panelVersion;

    @Option(names = "--without", split = ",", description = "planted: diseases or decoys that nobody gets (twins)")
    private List<String> without = List.of();

    /** Which diseases. */
    static final class Kind {
        @Option(names = "--stock", description = "Synthea's own diseases (the default)")
        void stock(boolean asked) {
            planted = false;
        }

        @Option(names = "--planted", description = "planted diseases and decoys, with truth/ beside the export")
        private boolean planted;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(
                line(new PrintWriter(System.err, true, StandardCharsets.UTF_8)).execute(args));
    }

    static CommandLine line(PrintWriter err) {
        CommandLine line = new CommandLine(new CohortMain());
        line.setErr(err);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("cohort: " + oneLine(failure));
            return 1;
        });
        line.setParameterExceptionHandler((failure, parsed) -> {
            failure.getCommandLine().getErr().println("cohort: " + oneLine(failure) + " (--help lists the options)");
            return 2;
        });
        return line;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CohortSettings settings = new CohortSettings(
                patients, given(seed, "--seed"), referenceDate, youngest(), maxAge, state, notes, partSize, planted());
        Path directory = given(out, "--out");
        checkRunnable(directory);
        Progress progress = Progress.of(spec, patients);
        progress.phase("starting Synthea");
        new CohortRun(settings, directory, people(settings), progress).run(threads);
        return 0;
    }

    private @Nullable PlantedSettings planted() {
        if (kind.planted && notes) {
            throw new CohortException("--notes: expected in a stock cohort only; a planted one has none");
        }
        return kind.planted ? PlantedSettings.of(years, panelVersion, without) : null;
    }

    private int youngest() {
        if (minAge != null) {
            return minAge;
        }
        return kind.planted ? 40 : 30;
    }

    static IntFunction<SyntheticChart> people(CohortSettings settings) {
        if (settings.planted() != null) {
            return PlantedWorld.open(settings, settings.planted())::person;
        }
        SyntheaWorld world = SyntheaWorld.open(settings);
        ChartWriter charts = new ChartWriter(settings.notes());
        return number -> charts.write(world.person(number));
    }

    private void checkRunnable(Path directory) throws IOException {
        if (threads < 1) {
            throw new CohortException("--threads: expected at least 1, got " + threads);
        }
        if (Files.exists(directory.resolve("cohort.json"))) {
            throw new CohortException("--out: holds a finished cohort; choose another directory");
        }
        Files.createDirectories(directory);
    }

    private static <T> T given(@Nullable T value, String option) {
        if (value == null) {
            throw new CohortException(option + ": expected a value, got none");
        }
        return value;
    }

    private static String oneLine(Exception failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
