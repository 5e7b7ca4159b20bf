package org.prodrome.reasoning.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prodrome.reasoning.evaluation.Evaluation;
import org.prodrome.reasoning.evaluation.EvaluationOrder;
import org.prodrome.reasoning.evaluation.EvaluationReport;
import org.prodrome.reasoning.evaluation.EvaluationSettings;
import org.prodrome.reasoning.evaluation.Predictor;
import org.prodrome.reasoning.evaluation.ReportFiles;
import org.prodrome.reasoning.model.Device;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.token.EventKind;
import org.prodrome.reasoning.training.NotedRecords;
import org.prodrome.reasoning.training.Outcomes;
import org.prodrome.reasoning.training.RecordSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Evaluates a model package on held-out patients beside baselines fitted on the training patients of the same "
                        + "data: report.html and report.json and, of synthetic data alone, index.ndjson.gz for an oracle. A run that was cut off goes on where it was.")
final class EvaluateCommand implements Callable<Integer> {

    private static final int ALL_CORES = 0;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "a model package")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the export it was trained on")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "for the report")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--external",
            paramLabel = "NAME=DIR",
            description =
                    "the export of another site, all of whose patients are measured on; may be given several times")
    private Map<String, Path> external = new LinkedHashMap<>();

    @Option(
            names = "--oracle",
            paramLabel = "FILE",
            description =
                    "answers of ./prodrome oracle to an index file of this evaluation; may be given several times")
    private List<Path> oracle = new ArrayList<>();

    @Option(
            names = "--also",
            paramLabel = "DIR",
            description =
                    "another package to answer the same rows, for example of another seed; may be given several times")
    private List<Path> also = new ArrayList<>();

    @Option(
            names = "--horizons",
            split = ",",
            paramLabel = "DAYS",
            defaultValue = "365,1095",
            description = "default: ${DEFAULT-VALUE}")
    private List<Integer> horizons = new ArrayList<>();

    @Option(
            names = "--rows-per-patient",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "most index dates of one patient; default, 0: all, that is the first visit at or after a random day of each year")
    private int rowsPerPatient;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TrustOption trust;

    @Option(
            names = "--replicates",
            paramLabel = "N",
            defaultValue = "500",
            description = "of the bootstrap; default: ${DEFAULT-VALUE}")
    private int replicates;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of index dates and intervals")
    private long seed;

    @Option(names = "--synthetic", description = "say that the patients are synthetic")
    private boolean synthetic;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RecordOptions reading;

    @Override
    public Integer call() {
        check();
        List<RiskModel> models = new ArrayList<>();
        try (TerminalProgress progress = new TerminalProgress("")) {
            Device.find(0).notes().forEach(progress::note);
            models.add(load(model));
            also.forEach(other -> models.add(load(other)));
            EvaluationReport report = new Evaluation(
                            Timelines.load(), Outcomes.of(models.getFirst().files()), settings(), progress)
                    .run(order(models));
            ReportFiles.write(report, out);
            report.lines().forEach(System.out::println);
        } finally {
            models.forEach(RiskModel::close);
        }
        return 0;
    }

    private void check() {
        oracle.stream().filter(file -> !Files.isRegularFile(file)).findFirst().ifPresent(file -> {
            throw new IllegalArgumentException("--oracle: expected a file, got " + file.getFileName());
        });
        external.keySet().stream()
                .filter(name -> !name.matches("[A-Za-z0-9][A-Za-z0-9_-]*") || name.equals("internal"))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "--external: expected a name of letters, digits, - and _ other than internal, got " + name);
                });
        if (rowsPerPatient < 0 || replicates < 1 || horizons.stream().anyMatch(days -> days < 1)) {
            throw new IllegalArgumentException(
                    "--horizons, --rows-per-patient, --replicates: expected days of at least 1, rows of at least 0, replicates of at least 1");
        }
    }

    private EvaluationSettings settings() {
        EvaluationSettings usual = EvaluationSettings.usual(seed);
        return new EvaluationSettings(horizons, usual.historyDays(), replicates, seed, rowsPerPatient);
    }

    private RiskModel load(Path directory) {
        return RiskModel.load(directory, trust.toldOf(directory), ALL_CORES);
    }

    private EvaluationOrder order(List<RiskModel> models) {
        boolean notes = models.getFirst().files().vocabulary().clamps().kinds().contains(EventKind.NOTE_FINDING);
        Map<String, RecordSource> others = new LinkedHashMap<>();
        external.forEach((name, directory) -> others.put(name, source(directory, notes)));
        List<Predictor> predictors = new ArrayList<>();
        StringBuilder fingerprint = new StringBuilder();
        for (RiskModel each : models) {
            predictors.add(Predictor.of(each, predictors.size()));
            fingerprint.append(each.version().hash()).append(' ');
        }
        return new EvaluationOrder(source(data, notes), others, predictors, fingerprint.toString(), out, oracle);
    }

    private RecordSource source(Path directory, boolean notes) {
        RecordSource records = BulkRecords.open(directory, synthetic, reading);
        return notes ? new NotedRecords(records, NoteFindings.load()) : records;
    }
}
