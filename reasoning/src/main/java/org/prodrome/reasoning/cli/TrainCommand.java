package org.prodrome.reasoning.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;
import org.prodrome.reasoning.model.Device;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.NotedRecords;
import org.prodrome.reasoning.training.Outcomes;
import org.prodrome.reasoning.training.PackageNaming;
import org.prodrome.reasoning.training.PackageOrder;
import org.prodrome.reasoning.training.PackageWriter;
import org.prodrome.reasoning.training.Progress;
import org.prodrome.reasoning.training.RecordSource;
import org.prodrome.reasoning.training.SequenceCache;
import org.prodrome.reasoning.training.SequenceData;
import org.prodrome.reasoning.training.SequenceSettings;
import org.prodrome.reasoning.training.Sequences;
import org.prodrome.reasoning.training.SigningKey;
import org.prodrome.reasoning.training.Trained;
import org.prodrome.reasoning.training.TrainingConfig;
import org.prodrome.reasoning.training.TrainingProgress;

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

    /**
     * What to learn, and how.
     *
     * @param config the name of a shipped configuration, or a file of one's own
     * @param seed instead of the configuration's
     * @param outcomes a file of one's own, or null for the shipped ones
     */
    record Experiment(
            String config, @Nullable Long seed, @Nullable Path outcomes, boolean resume, boolean notes) {

        TrainingConfig configuration() {
            TrainingConfig found = config.endsWith(".json") ? read(Path.of(config)) : TrainingConfig.named(config);
            return seed == null ? found : found.withSeed(seed);
        }

        private static TrainingConfig read(Path file) {
            try {
                return TrainingConfig.parse(String.valueOf(file.getFileName()), Files.readString(file));
            } catch (IOException e) {
                throw new BrokenDataFile("--config: expected tiny, cpu, gpu or a file that can be read", e);
            }
        }

        Outcomes foretold() {
            return outcomes == null ? Outcomes.load() : Outcomes.read(outcomes);
        }

        /** What makes the package again; directories are the caller's own business and stay out. */
        private String command(TrainingConfig of) {
            return "prodrome train --config " + of.name() + " --seed " + of.seed()
                    + (outcomes == null ? "" : " --outcomes " + outcomes.getFileName())
                    + (notes ? " --notes" : "")
                    + (resume ? " --resume" : "");
        }
    }

    int run(Experiment experiment, Path signingKey, PackageNaming naming) {
        TrainingConfig config = experiment.configuration();
        Outcomes outcomes = experiment.foretold();
        RecordSource records = BulkRecords.open(data, synthetic, reading);
        RecordSource source = experiment.notes() ? new NotedRecords(records, NoteFindings.load()) : records;
        SigningKey key = SigningKey.at(signingKey);
        Path work = out.resolveSibling(out.getFileName() + ".run");
        Trained trained;
        try (TerminalProgress progress = new TerminalProgress("")) {
            SequenceData all = sequences(source, outcomes, config.sequences(experiment.notes()), work, progress);
            SequenceData sequences = all.learnable();
            tellLeftOut(all.outcomes(), sequences.outcomes(), progress);
            PackageOrder order = new PackageOrder(out, work, naming, experiment.command(config), key);
            Device device = Device.find(config.threads());
            device.notes().forEach(progress::note);
            progress.note("training on " + device.name());
            progress.phase("training", config.steps());
            trained = PackageWriter.train(config, sequences, order, experiment.resume(), new Told(progress));
        }
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

    /** Steps with their losses, then whatever comes after them, on one terminal. */
    private record Told(TerminalProgress progress) implements TrainingProgress {
        @Override
        public void step(int step, int steps, double loss, double tuningLoss) {
            progress.at(step, words(loss, tuningLoss));
        }

        @Override
        public Progress afterwards() {
            return progress;
        }
    }

    private static String words(double loss, double tuning) {
        return String.format(Locale.ROOT, "loss %.3f, tuning %.3f", loss, tuning);
    }

    private static SequenceData sequences(
            RecordSource source, Outcomes outcomes, SequenceSettings settings, Path work, TerminalProgress progress) {
        String key = SequenceCache.key(source, settings, outcomes);
        SequenceCache cache = new SequenceCache(work.resolve("sequences"));
        return cache.load(key, outcomes).orElseGet(() -> {
            SequenceData fresh = new Sequences(Timelines.load(), outcomes, settings, progress).extract(source);
            requireEvents(fresh);
            cache.save(key, fresh);
            return fresh;
        });
    }

    private static void requireEvents(SequenceData fresh) {
        if (fresh.training().isEmpty() || fresh.tuning().isEmpty()) {
            throw new RefusedData(
                    "data: expected training and tuning patients with a date of birth and dated events that can be used, got "
                            + fresh.trainingPatients() + " and " + fresh.tuningPatients(),
                    null);
        }
    }
}
