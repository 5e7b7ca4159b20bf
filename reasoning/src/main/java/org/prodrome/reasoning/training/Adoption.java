package org.prodrome.reasoning.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelFiles.BaselineTable;
import org.prodrome.reasoning.model.ModelFiles.CalibrationTable;
import org.prodrome.reasoning.model.ModelFiles.OutcomeList;
import org.prodrome.reasoning.model.NetworkProbe;
import org.prodrome.reasoning.model.PackageJson;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * Makes a package of a SavedModel that another program exported.
 *
 * <p>The network is probed first. Without data to calibrate on, the package declines every outcome and says why: a raw
 * number of an unknown network is not shown to anybody.
 */
public final class Adoption {

    private static final long SEED = 1;

    private Adoption() {}

    /**
     * The files of the model.
     *
     * @param savedModel directory
     * @param declaration JSON, see the guide
     * @param vocabulary as {@link Vocabulary#save} writes it
     */
    public record Source(Path savedModel, Path declaration, Path vocabulary) {}

    /**
     * What was adopted.
     *
     * @param checks that it passed, in words
     */
    public record Adopted(String name, String version, List<String> checks) {
        public Adopted {
            checks = List.copyOf(checks);
        }
    }

    /** Probes, packages and signs. */
    public static Adopted adopt(Source source, Path directory, SigningKey key) {
        PackageDraft.requireNew(directory);
        ForeignModel model = ForeignModel.read(source.declaration());
        requireVocabulary(model, source.vocabulary());
        Vocabulary vocabulary = Vocabulary.load(source.vocabulary());
        if (!Files.isRegularFile(source.savedModel().resolve("saved_model.pb"))) {
            throw new BrokenPackage("--saved-model: expected a directory with saved_model.pb", null);
        }
        PackageDraft.requirePlain(source.savedModel());
        List<String> checked = NetworkProbe.run(
                source.savedModel(),
                model.settings(),
                vocabulary,
                model.outcomes().size());
        PackageDraft draft = PackageDraft.at(directory);
        draft.copy(source.savedModel(), ModelFiles.SAVED_MODEL);
        vocabulary.save(draft.part().resolve(ModelFiles.VOCABULARY));
        write(draft.part(), model, vocabulary);
        PackageWriter.golden(draft.part(), SEED);
        draft.seal(model.naming(), key);
        return new Adopted(model.name(), model.version(), checked);
    }

    private static void requireVocabulary(ForeignModel model, Path file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            String found = HexFormat.of().formatHex(hash);
            if (!found.equalsIgnoreCase(model.vocabularySha256())) {
                throw new BrokenPackage(
                        "--vocabulary: expected the file the model was trained with, SHA-256 "
                                + model.vocabularySha256() + ", got " + found,
                        null);
            }
        } catch (IOException e) {
            throw new BrokenPackage("--vocabulary: expected a file that can be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every Java platform has it", e);
        }
    }

    private static void write(Path part, ForeignModel model, Vocabulary vocabulary) {
        PackageJson.write(part, ModelFiles.SETTINGS, model.settings());
        PackageJson.write(part, ModelFiles.OUTCOMES, new OutcomeList(model.outcomes()));
        PackageJson.write(part, ModelFiles.BASELINE, new BaselineTable("none: adopted without data", Map.of()));
        PackageJson.write(part, ModelFiles.LIMITS, model.limits().packaged());
        PackageJson.write(
                part,
                ModelFiles.CALIBRATION,
                new CalibrationTable("none: adopted without data; every outcome is declined", List.of()));
        String device;
        try (Forward forward = new Forward(part.resolve(ModelFiles.SAVED_MODEL), model.settings(), 1)) {
            PackageJson.write(part, ModelFiles.GOLDEN, GoldenPatients.of(vocabulary, model.buckets(), forward, SEED));
            device = forward.warmUp();
        }
        PackageJson.write(part, ModelFiles.TRAINING, Map.of("command", "prodrome package adopt", "declared", model));
        PackageJson.write(
                part, ModelFiles.EVALUATION, Map.of("status", "not evaluated yet: run evaluate, then package"));
        ModelCard.of(model.settings(), CardWords.ofDeclaration(model, vocabulary), model.modelType(), device)
                .with("developer", model.developer())
                .with("inclusion", "As declared by the developer: " + model.training())
                .write(part, null);
    }
}
