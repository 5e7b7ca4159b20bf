package org.prodrome.reasoning.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.NotedRecords;
import org.prodrome.reasoning.training.Outcomes;
import org.prodrome.reasoning.training.PackageOrder;
import org.prodrome.reasoning.training.PackageWriter;
import org.prodrome.reasoning.training.RecordSource;
import org.prodrome.reasoning.training.SequenceCache;
import org.prodrome.reasoning.training.SequenceData;
import org.prodrome.reasoning.training.SequenceSettings;
import org.prodrome.reasoning.training.Sequences;
import org.prodrome.reasoning.training.SigningKey;
import org.prodrome.reasoning.training.Trained;
import org.prodrome.reasoning.training.TrainingConfig;

/** {@code train}. */
final class TrainCommand {

    private final Path data;
    private final Path out;
    private final boolean synthetic;
    private final RecordOptions reading;

    TrainCommand(Path data, Path out, boolean synthetic, RecordOptions reading) {
        this.data = data;
        this.out = out.toAbsolutePath().normalize();
        this.synthetic = synthetic;
        this.reading = reading;
    }

    /** What the package is to be called. */
    record Naming(String name, String version) {}

    int run(String configName, @Nullable Long seed, boolean resume, boolean notes, Path signingKey, Naming naming) {
        TrainingConfig shipped = TrainingConfig.named(configName);
        TrainingConfig config = seed == null ? shipped : shipped.withSeed(seed);
        RecordSource records = BulkRecords.open(data, synthetic, reading);
        RecordSource source = notes ? new NotedRecords(records, NoteFindings.load()) : records;
        SigningKey key = SigningKey.at(signingKey);
        Path work = out.resolveSibling(out.getFileName() + ".run");
        Trained trained;
        try (TerminalProgress progress = new TerminalProgress("")) {
            SequenceData all = sequences(source, config, notes, work, progress);
            SequenceData sequences = all.learnable();
            tellLeftOut(all.outcomes(), sequences.outcomes(), progress);
            PackageOrder order =
                    new PackageOrder(out, work, naming.name(), naming.version(), command(config, resume, notes), key);
            progress.phase("training", config.steps());
            trained = PackageWriter.train(
                    config,
                    sequences,
                    order,
                    resume,
                    (step, steps, loss, tuning) -> progress.at(step, words(loss, tuning)));
        }
        key.publish(out.resolveSibling("trusted-keys"), naming.name());
        System.out.printf(
                "%s %s: %,d weights after %,d steps; its key is in trusted-keys beside it%n",
                naming.name(), naming.version(), trained.parameters(), trained.steps());
        return 0;
    }

    private static void tellLeftOut(Outcomes asked, Outcomes learnt, TerminalProgress progress) {
        asked.outcomes().stream()
                .filter(outcome -> !learnt.outcomes().contains(outcome))
                .forEach(outcome -> progress.note("left out: " + outcome.name() + ", fewer than "
                        + asked.fewestTrainingEvents() + " training patients get it"));
    }

    private static String words(double loss, double tuning) {
        return String.format(Locale.ROOT, "loss %.3f, tuning %.3f", loss, tuning);
    }

    private static SequenceData sequences(
            RecordSource source, TrainingConfig config, boolean notes, Path work, TerminalProgress progress) {
        Outcomes outcomes = Outcomes.load();
        SequenceSettings settings = config.sequences(notes);
        String key = SequenceCache.key(source, settings, outcomes);
        SequenceCache cache = new SequenceCache(work.resolve("sequences"));
        return cache.load(key, outcomes).orElseGet(() -> {
            SequenceData fresh = new Sequences(Timelines.load(), outcomes, settings, progress).extract(source);
            cache.save(key, fresh);
            return fresh;
        });
    }

    /** What makes the package again; directories are the caller's own business and stay out. */
    private static String command(TrainingConfig config, boolean resume, boolean notes) {
        return "prodrome train --config " + config.name() + " --seed " + config.seed() + (notes ? " --notes" : "")
                + (resume ? " --resume" : "");
    }
}
