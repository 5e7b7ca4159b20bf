package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelFiles.OutcomeList;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.model.OutcomeDefinition;
import org.prodrome.reasoning.model.PackageJson;
import org.prodrome.reasoning.model.PackageSeal;

/** Makes the signed directory of a trained model. What it made is never changed, only replaced by another. */
public final class PackageWriter {

    /** What is answered, in days. */
    private static final List<Integer> HORIZONS = List.of(30, 90, 180, 365, 730, 1095, 1825);

    private static final int EXPLAINED_HORIZON = 365;
    private static final int FORMAT = 1;
    private static final String EVALUATION = "evaluation.json";
    private static final String TRAINING = "training.json";

    private PackageWriter() {}

    /** Trains, calibrates, packages and signs; goes on from a checkpoint when asked to. */
    public static Trained train(
            TrainingConfig config, SequenceData data, PackageOrder order, boolean resume, TrainingProgress progress) {
        requireNew(order.directory());
        Trained trained;
        try (Trainer trainer = new Trainer(config, data, order.runDirectory())) {
            trained = trainer.train(resume, progress);
        }
        Path part = order.directory().resolveSibling(order.directory().getFileName() + ".part");
        clear(part);
        write(part, config, data, order, trained);
        seal(part, order.directory(), order.name(), order.version(), order.key());
        return trained;
    }

    private static void write(
            Path part, TrainingConfig config, SequenceData data, PackageOrder order, Trained trained) {
        Settings settings = new Settings(
                order.name(),
                order.version(),
                data.synthetic(),
                config.window(),
                config.buckets(),
                trained.shape().edges(),
                HORIZONS,
                EXPLAINED_HORIZON,
                trained.parameters());
        Export.savedModel(trained, part.resolve(ModelFiles.SAVED_MODEL));
        data.vocabulary().save(part.resolve(ModelFiles.VOCABULARY));
        PackageJson.write(part, ModelFiles.SETTINGS, settings);
        PackageJson.write(part, ModelFiles.OUTCOMES, new OutcomeList(packaged(data.outcomes())));
        PackageJson.write(part, ModelFiles.BASELINE, BaselineFit.fit(data, HORIZONS));
        String device;
        try (Forward forward = new Forward(part.resolve(ModelFiles.SAVED_MODEL), settings, config.threads())) {
            List<double[][]> raw = forward.risks(
                    data.tuning().stream().map(PatientSequence::tokens).toList());
            CalibrationFit calibration = new CalibrationFit(data, raw, config.seed());
            PackageJson.write(part, ModelFiles.CALIBRATION, calibration.fit(HORIZONS, settings.edges()));
            PackageJson.write(part, ModelFiles.LIMITS, LimitsFit.fit(data, forward));
            PackageJson.write(
                    part,
                    ModelFiles.GOLDEN,
                    GoldenPatients.of(data.vocabulary(), config.buckets(), forward, config.seed()));
            device = forward.warmUp();
        }
        PackageJson.write(part, TRAINING, TrainingRecord.of(config, data, trained, order.command()));
        PackageJson.write(part, EVALUATION, Map.of("status", "not evaluated yet: run evaluate, then package"));
        ModelCard.of(settings, data, config, device).write(part, null);
    }

    private static List<OutcomeDefinition> packaged(Outcomes outcomes) {
        return outcomes.outcomes().stream().map(Outcomes.Definition::packaged).toList();
    }

    /** A copy of a package with the held-out figures of {@code evaluate}, in the card too, signed anew. */
    public static void withEvaluation(Path model, Path report, Path directory, SigningKey key) {
        requireNew(directory);
        Path part = directory.resolveSibling(directory.getFileName() + ".part");
        clear(part);
        copy(model, part);
        JsonNode figures = JsonFiles.read(report);
        PackageJson.write(part, EVALUATION, figures);
        ModelCard.read(part).write(part, figures);
        JsonNode settings = JsonFiles.read(part.resolve(ModelFiles.SETTINGS));
        seal(
                part,
                directory,
                settings.path("name").asText(),
                settings.path("version").asText(),
                key);
    }

    private static void seal(Path part, Path directory, String name, String version, SigningKey key) {
        PackageJson.write(
                part,
                ModelFiles.MANIFEST,
                new ModelFiles.Manifest(FORMAT, name, version, new LinkedHashMap<>(PackageSeal.hashes(part))));
        try {
            byte[] manifest = Files.readAllBytes(part.resolve(ModelFiles.MANIFEST));
            Files.writeString(part.resolve(ModelFiles.SIGNATURE), key.sign(manifest));
            Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BrokenPackage("package: could not be written", e);
        }
    }

    private static void requireNew(Path directory) {
        if (Files.exists(directory)) {
            throw new BrokenPackage(
                    "package: expected a directory that doesn't exist yet; packages are never changed", null);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path name = from.relativize(file);
                boolean sealed = name.toString().equals(ModelFiles.MANIFEST)
                        || name.toString().equals(ModelFiles.SIGNATURE);
                if (!sealed && !name.toString().isEmpty()) {
                    Files.copy(file, to.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new BrokenPackage("package: could not be copied", e);
        }
    }

    private static void clear(Path directory) {
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new BrokenPackage("package: expected a directory that can be written", e);
        }
    }
}
