package org.prodrome.cohort.oracle;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.prodrome.cohort.planted.PlantedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./prodrome oracle check}: how hard each planted disease is, on simulated people. */
@Command(
        name = "check",
        description =
                "Prints the oracle's AUROC and calibration per disease on people simulated from the planted files.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class CheckCommand implements Callable<Integer> {
    private static final List<Window> WINDOWS = List.of(new Window(365, 0), new Window(1095, 0));

    @Option(names = "--persons", defaultValue = "5000", description = "how many people")
    private int persons;

    @Option(names = "--days", defaultValue = "4", description = "random days of each person")
    private int days;

    @Option(
            names = "--one-of",
            defaultValue = "5",
            description = "one in so many rows is kept where nothing comes true")
    private int oneOf;

    @Option(names = "--seed", defaultValue = "1", description = "decides everything that is random")
    private long seed;

    @Option(names = "--panel", defaultValue = "1", description = "version of the laboratory panel")
    private int panel;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PlantedFiles files = PlantedFiles.builtIn(panel);
        var check = new Check(files, GridSettings.USUAL, WINDOWS, seed);
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.printf("Planted files %s, %d people, seed %d%n%n", files.sha256().substring(0, 12), persons, seed);
        new CheckTable(files, check.questions(), check.rows(new Check.Sample(persons, days, oneOf))).print(out);
        return 0;
    }
}
