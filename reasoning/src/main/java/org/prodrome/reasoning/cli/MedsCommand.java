package org.prodrome.reasoning.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.prodrome.reasoning.meds.MedsDataset;
import org.prodrome.reasoning.timeline.Timelines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code meds}. */
@Command(
        name = "meds",
        mixinStandardHelpOptions = true,
        description = "Writes a de-identified export as a MEDS dataset (Parquet): the timelines that training sees.")
final class MedsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "a de-identified export")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "for the dataset, new or empty")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--name", defaultValue = "prodrome", description = "of the dataset; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(names = "--synthetic", description = "say that the patients are synthetic")
    private boolean synthetic;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RecordOptions reading;

    @Override
    public Integer call() {
        BulkRecords records = BulkRecords.open(data, synthetic, reading);
        MedsDataset.Summary summary;
        try (TerminalProgress progress = new TerminalProgress(" patients")) {
            summary = new MedsDataset(Timelines.load(), progress)
                    .write(records, out, name, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        }
        var to = spec.commandLine().getOut();
        to.printf(
                Locale.ROOT,
                "%,d subjects, %,d rows, %,d codes%n",
                summary.subjects(),
                summary.rows(),
                summary.codes());
        if (summary.withoutBirthDate() > 0) {
            to.printf(Locale.ROOT, "%,d without a date of birth: no events%n", summary.withoutBirthDate());
        }
        return 0;
    }
}
