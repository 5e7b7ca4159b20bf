package org.prodrome.reasoning.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.BoostedTrees;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelFiles.OutcomeList;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.model.OutcomeDefinition;
import org.prodrome.reasoning.model.PackageJson;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;

/** Makes the signed directory of a trained model. What it made is never changed, only replaced by another. */
public final class PackageWriter {

    /** What is answered, in days. */
    private static final List<Integer> HORIZONS = List.of(30, 90, 180, 365, 730, 1095, 1825);

    private static final int EXPLAINED_HORIZON = 365;
    private static final long STORIES_SEED = 1;

    private static final String NETWORK =
            "Decoder-only transformer over coded events with age instead of position; piecewise constant hazards per outcome,"
                    + " multiplied by boosted trees over the same tokens and over the courses of all values.";

    private PackageWriter() {}

    /** Trains, calibrates, packages and signs; goes on from a checkpoint when asked to. */
    public static Trained train(
            TrainingConfig config, SequenceData data, PackageOrder order, boolean resume, TrainingProgress progress) {
        PackageDraft.requireNew(order.directory());
        Trained trained;
        try (Trainer trainer = new Trainer(config, data, order.runDirectory())) {
            trained = trainer.train(resume, progress);
        }
        PackageDraft draft = PackageDraft.at(order.directory());
        write(draft.part(), config, data, order, trained, progress.afterwards());
        golden(draft.part(), config.seed());
        draft.seal(order.naming(), order.key());
        return trained;
    }

    private static void write(
            Path part,
            TrainingConfig config,
            SequenceData data,
            PackageOrder order,
            Trained trained,
            Progress progress) {
        Settings settings = new Settings(
                order.naming().name(),
                order.naming().version(),
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
        BoostingSettings boosting = BoostingSettings.load();
        BoostedTrees trees = trees(part, config, data, settings, boosting, progress);
        PackageJson.write(part, ModelFiles.TREES, trees);
        String device;
        try (Forward forward = new Forward(part.resolve(ModelFiles.SAVED_MODEL), settings, trees, config.threads())) {
            progress.phase("calibration", -1);
            List<double[][]> raw = forward.risks(
                    data.tuning().stream().map(PatientSequence::tokens).toList());
            CalibrationFit calibration = new CalibrationFit(data, raw, config.seed());
            PackageJson.write(
                    part, ModelFiles.CALIBRATION, calibration.fit(HORIZONS, settings.edges(), "tuning patients"));
            PackageJson.write(part, ModelFiles.LIMITS, LimitsFit.fit(data, forward));
            PackageJson.write(
                    part,
                    ModelFiles.GOLDEN,
                    GoldenPatients.of(data.vocabulary(), config.buckets(), forward, config.seed()));
            device = forward.warmUp();
        }
        PackageJson.write(
                part, ModelFiles.TRAINING, TrainingRecord.of(config, data, trained, boosting, order.command()));
        PackageJson.write(
                part, ModelFiles.EVALUATION, Map.of("status", "not evaluated yet: run evaluate, then package"));
        ModelCard.of(
                        settings,
                        CardWords.ofTraining(settings, data, config),
                        NETWORK + CardWords.shrunk(data.outcomes().list(), settings.edges(), trees),
                        device)
                .write(part, null);
    }

    private static BoostedTrees trees(
            Path part,
            TrainingConfig config,
            SequenceData data,
            Settings settings,
            BoostingSettings boosting,
            Progress progress) {
        try (Forward network = new Forward(part.resolve(ModelFiles.SAVED_MODEL), settings, config.threads())) {
            return new Boosting(data, config, settings.edges(), boosting).fit(network, progress);
        }
    }

    /** What the package answers as a whole, now that all else is in it; what it answered before is forgotten. */
    static void golden(Path part, long seed) {
        try {
            Files.deleteIfExists(part.resolve(ModelFiles.GOLDEN_ANSWERS));
        } catch (IOException e) {
            throw new BrokenPackage(ModelFiles.GOLDEN_ANSWERS + ": could not be replaced", e);
        }
        try (RiskModel model = RiskModel.ofDraft(part)) {
            PackageJson.write(part, ModelFiles.GOLDEN_ANSWERS, GoldenStories.answered(model, seed));
        }
    }

    private static List<OutcomeDefinition> packaged(Outcomes outcomes) {
        return outcomes.outcomes().stream().map(Outcomes.Definition::packaged).toList();
    }

    /**
     * A copy of a package with the held-out figures of {@code evaluate}, in the card too, signed anew.
     *
     * <p>Refused where this program answers the package's stories otherwise than they were answered: the figures would not be its
     * own. Then they are answered anew, for this program is the one that will be asked.
     */
    public static void withEvaluation(Path model, TrustedKeys trusted, Path report, Path directory, SigningKey key) {
        PackageDraft.requireNew(directory);
        ModelPackage files = ModelPackage.open(model, trusted);
        JsonNode figures = JsonFiles.read(report);
        String evaluated = figures.path("model").path("hash").asText("none");
        if (!evaluated.equals(files.hash())) {
            throw new BrokenPackage(
                    report.getFileName() + ": expected a report on this package, whose hash is " + files.hash()
                            + ", got one on " + evaluated,
                    null);
        }
        PackageNaming naming = naming(files.settings().name(), files.settings().version());
        requireSameAnswers(model, trusted);
        PackageDraft draft = PackageDraft.at(directory);
        draft.copy(files.directory(), "");
        PackageJson.write(draft.part(), ModelFiles.EVALUATION, CardFigures.packaged(figures));
        ModelCard.read(draft.part()).withFigures(figures).write(draft.part(), figures);
        golden(draft.part(), STORIES_SEED);
        draft.seal(naming, key);
    }

    /** Loading checks golden patients and stories, within the package's own tolerance. */
    private static void requireSameAnswers(Path model, TrustedKeys trusted) {
        try {
            RiskModel.load(model, trusted).close();
        } catch (BrokenPackage e) {
            throw new BrokenPackage(
                    "package: expected this program to answer as the one that the package was made with; use"
                            + " that program, or train anew: " + e.getMessage(),
                    e);
        }
    }

    /** Of a package of whomever. */
    static PackageNaming naming(String name, String version) {
        try {
            return new PackageNaming(name, version);
        } catch (IllegalArgumentException e) {
            throw new BrokenPackage(ModelFiles.SETTINGS + ": " + e.getMessage(), e);
        }
    }
}
