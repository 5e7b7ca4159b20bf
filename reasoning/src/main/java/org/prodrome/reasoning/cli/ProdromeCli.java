package org.prodrome.reasoning.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.launcher.LaunchException;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.training.PackageNaming;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main program behind {@code ./prodrome export|deidentify|meds|train|evaluate|package|rules|notes|bench}. */
@Command(
        name = "prodrome",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Export, de-identify, train, evaluate, check rules, measure.",
        subcommands = {
            ExportCommand.class,
            MedsCommand.class,
            RulesCommand.class,
            EvaluateCommand.class,
            BenchCommand.class,
            PackageCommand.class,
            RecalibrateCommand.class,
            NotesCommand.class
        })
public final class ProdromeCli {

    private static final String DATA = "a directory with a FHIR bulk export (NDJSON, gzip allowed)";

    private ProdromeCli() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The commands: 0 when one did its work, 1 when it could not, 2 when it was asked wrongly. */
    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new ProdromeCli()).setCaseInsensitiveEnumValuesAllowed(true);
        command.setParameterExceptionHandler((wrong, given) -> say(wrong.getCommandLine(), wrong, ExitCode.USAGE));
        command.setExecutionExceptionHandler((failed, at, parsed) -> explain(at, failed));
        return command;
    }

    /** One clear line for what we know; a stack trace only for what we don't. */
    private static int explain(CommandLine at, Exception failed) throws Exception {
        return switch (failed) {
            case ReasoningException known -> say(at, known, ExitCode.SOFTWARE);
            case FhirAdapterException known -> say(at, known, ExitCode.SOFTWARE);
            case LaunchException known -> say(at, known, ExitCode.SOFTWARE);
            case IllegalArgumentException known -> say(at, known, ExitCode.USAGE);
            default -> throw failed;
        };
    }

    private static int say(CommandLine at, Exception failed, int exitCode) {
        String message = String.valueOf(failed.getMessage()).lines().findFirst().orElse("failed");
        PrintWriter error = at.getErr();
        error.println(at.getCommandSpec().qualifiedName(" ") + ": " + message + " (see --help)");
        error.flush();
        return exitCode;
    }

    @Command(
            name = "deidentify",
            mixinStandardHelpOptions = true,
            description = "Writes a de-identified copy of an export and its report (HIPAA Safe Harbor, shifted dates).")
    int deidentify(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = DATA) Path data,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "DIR",
                            description = "for the copy, new or without NDJSON")
                    Path out,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description =
                                    "at least 32 bytes; made when missing; without it pseudonyms differ in each run")
                    @Nullable
                    Path key,
            @Option(names = "--rules", paramLabel = "FILE", description = "other rules than Safe Harbor") @Nullable
                    Path rules,
            @Option(names = "--keep-notes", description = "keep note texts, which may name people") boolean keepNotes,
            @Option(
                            names = "--crosswalk",
                            paramLabel = "FILE",
                            description = "who became who, and by how many days; only of synthetic cohorts")
                    @Nullable
                    Path crosswalk,
            @Mixin OptOutOptions optOut) {
        return new DeidentifyCommand(data, out).run(key, rules, keepNotes, optOut, crosswalk);
    }

    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            description = "Trains a model package from a de-identified export.")
    int train(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = DATA) Path data,
            @Option(
                            names = "--config",
                            required = true,
                            paramLabel = "NAME",
                            description = "tiny, cpu or gpu, or a file of one's own ending in .json")
                    String config,
            @Option(names = "--out", required = true, paramLabel = "DIR", description = "for the model package")
                    Path out,
            @Option(names = "--seed", paramLabel = "N", description = "instead of the configuration's") @Nullable
                    Long seed,
            @Option(
                            names = "--outcomes",
                            paramLabel = "FILE",
                            description = "what to foretell, in the form of the shipped outcomes.json")
                    @Nullable
                    Path outcomes,
            @Option(names = "--resume", description = "go on from the last checkpoint in --out") boolean resume,
            @Option(names = "--notes", description = "learn from what note texts say, where deidentify kept them")
                    boolean notes,
            @Option(
                            names = "--signing-key",
                            paramLabel = "FILE",
                            defaultValue = "${sys:user.home}/.prodrome/signing.key",
                            description = "the site's private key, made when missing; default: ${DEFAULT-VALUE}")
                    Path signingKey,
            @Option(
                            names = "--name",
                            defaultValue = "prodrome",
                            description = "of the package; default: ${DEFAULT-VALUE}")
                    String name,
            @Option(
                            names = "--model-version",
                            defaultValue = "0.1.0",
                            description = "of the package; default: ${DEFAULT-VALUE}")
                    String version,
            @Option(names = "--synthetic", description = "say that the patients are synthetic") boolean synthetic,
            @Mixin RecordOptions reading) {
        return new TrainCommand(data, out, synthetic, reading)
                .run(
                        new TrainCommand.Experiment(config, seed, outcomes, resume, notes),
                        signingKey,
                        new PackageNaming(name, version));
    }
}
