package org.prodrome.reasoning.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.evaluation.Evaluation;
import org.prodrome.reasoning.evaluation.EvaluationReport;
import org.prodrome.reasoning.evaluation.EvaluationSettings;
import org.prodrome.reasoning.evaluation.ReportFiles;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.Outcomes;
import org.prodrome.reasoning.training.RecordSource;

/** {@code evaluate}. */
final class EvaluateCommand {

    private static final int ALL_CORES = 0;

    private final Path model;
    private final Path data;
    private final Path out;
    private final boolean synthetic;
    private final RecordOptions reading;

    EvaluateCommand(Path model, Path data, Path out, boolean synthetic, RecordOptions reading) {
        this.model = model;
        this.data = data;
        this.out = out;
        this.synthetic = synthetic;
        this.reading = reading;
    }

    int run(@Nullable Path trustedKeys, long seed) {
        RecordSource source = BulkRecords.open(data, synthetic, reading);
        TrustedKeys keys = TrustedKeys.in(trustedKeys == null ? model.resolveSibling("trusted-keys") : trustedKeys);
        EvaluationReport report;
        try (RiskModel loaded = RiskModel.load(model, keys, ALL_CORES);
                TerminalProgress progress = new TerminalProgress("")) {
            report = new Evaluation(Timelines.load(), Outcomes.load(), EvaluationSettings.usual(seed), progress)
                    .run(source, loaded::answers);
        }
        ReportFiles.write(report, out);
        report.lines().forEach(System.out::println);
        return 0;
    }
}
