package org.prodrome.reasoning.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.training.LocalRecalibration;
import org.prodrome.reasoning.training.RecalibrationRecord;
import org.prodrome.reasoning.training.RecordSource;
import org.prodrome.reasoning.training.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recalibrate}. */
@Command(
        name = "recalibrate",
        mixinStandardHelpOptions = true,
        description =
                "Fits a package's calibration and conformal sets to a site's own de-identified data; its network stays.")
final class RecalibrateCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "a model package")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "a de-identified FHIR bulk export")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "for the new package")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--trained-elsewhere",
            description = "none of these patients can have been in the model's training: fit on more of them")
    private boolean trainedElsewhere;

    @Option(names = "--suffix", defaultValue = "+local", description = "of the new version; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private String suffix;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TrustOption trust;

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            defaultValue = PackageCommand.KEY,
            description = "the site's private key, made when missing; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private Path signingKey;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of index dates and intervals")
    private long seed;

    @Option(names = "--synthetic", description = "say that the patients are synthetic")
    private boolean synthetic;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RecordOptions reading;

    @Override
    public Integer call() {
        RecordSource source = BulkRecords.open(data, synthetic, reading);
        Path directory = out.toAbsolutePath().normalize();
        TrustedKeys trusted = trust.ofWhatIsSignedAnew(model, signingKey);
        SigningKey key = SigningKey.at(signingKey);
        RecalibrationRecord record;
        try (TerminalProgress progress = new TerminalProgress("")) {
            record = LocalRecalibration.run(
                    new LocalRecalibration.Order(
                            model.toAbsolutePath(), trusted, directory, suffix, trainedElsewhere, key, seed),
                    source,
                    progress);
        }
        print(record);
        return 0;
    }

    private static void print(RecalibrationRecord record) {
        System.out.printf(
                "Fitted on %,d patients, measured on %,d others%n", record.fittedPatients(), record.heldOutPatients());
        for (RecalibrationRecord.Line line : record.lines()) {
            System.out.printf(
                    "%-34s %5d days, %4s patients got it: %s%n",
                    line.name(), line.horizonDays(), line.eventPatients().words(), words(line));
        }
    }

    private static String words(RecalibrationRecord.Line line) {
        return switch (line.done()) {
            case REFITTED ->
                "refitted; before " + line.before().words() + "; after "
                        + line.after().words();
            case KEPT -> "kept as it was: fewer than " + LocalRecalibration.FEWEST;
            case MOVED -> "moved with the next longer horizon: fewer than " + LocalRecalibration.FEWEST;
            case DECLINED -> "stays declined: never calibrated, and too few patients";
        };
    }
}
