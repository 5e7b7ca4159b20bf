package org.prodrome.reasoning.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles.BaselineTable;
import org.prodrome.reasoning.model.ModelFiles.CalibrationRow;
import org.prodrome.reasoning.model.ModelFiles.CalibrationTable;
import org.prodrome.reasoning.model.ModelFiles.Golden;
import org.prodrome.reasoning.model.ModelFiles.Limits;
import org.prodrome.reasoning.model.ModelFiles.OutcomeList;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * A verified package: signed by a trusted key, every file as signed, none missing and none besides. Immutable.
 *
 * @param directory where it lies, no link
 * @param hash SHA-256 of its manifest in hex
 * @param settings what it is called and how it answers
 * @param vocabulary what it reads
 * @param outcomes what it foretells, in the order of the network's output
 * @param calibration by outcome id, then horizon
 * @param baseline risk from age and sex alone
 * @param limits outside of which it abstains
 * @param golden made-up patients' tokens with what the network must say of them
 * @param stories made-up stories with what the whole package must answer; null in packages made before there were any
 * @param trees that multiply the network's hazards; null where there are none
 */
public record ModelPackage(
        Path directory,
        String hash,
        Settings settings,
        Vocabulary vocabulary,
        List<OutcomeDefinition> outcomes,
        Map<String, Map<Integer, CalibrationRow>> calibration,
        BaselineTable baseline,
        Limits limits,
        Golden golden,
        @Nullable GoldenAnswers stories,
        @Nullable BoostedTrees trees) {

    public ModelPackage {
        outcomes = List.copyOf(outcomes);
        calibration = Map.copyOf(calibration);
        if (trees != null) {
            trees.check(outcomes.size(), settings.edges().size(), vocabulary.size());
        }
    }

    /**
     * Reads and verifies. The directory may be a link, as sites use to switch versions; it is followed once, so that what is
     * hashed and what is loaded are the same. Inside of the package links are refused.
     *
     * @throws org.prodrome.reasoning.failure.ReasoningException.BrokenPackage naming the file and the reason
     */
    public static ModelPackage open(Path directory, TrustedKeys trusted) {
        Path real = real(directory);
        return read(real, PackageSeal.verify(real, trusted));
    }

    /** The directory itself, wherever links lead. */
    static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new BrokenPackage("package: expected a directory that can be read", e);
        }
    }

    /** Reads without verifying: only for a package that is being made. */
    static ModelPackage read(Path directory, String hash) {
        Settings settings = PackageJson.read(directory, ModelFiles.SETTINGS, Settings.class);
        return new ModelPackage(
                directory,
                hash,
                settings,
                Vocabulary.load(directory.resolve(ModelFiles.VOCABULARY)),
                PackageJson.read(directory, ModelFiles.OUTCOMES, OutcomeList.class)
                        .outcomes(),
                byOutcome(PackageJson.read(directory, ModelFiles.CALIBRATION, CalibrationTable.class)),
                PackageJson.read(directory, ModelFiles.BASELINE, BaselineTable.class),
                PackageJson.read(directory, ModelFiles.LIMITS, Limits.class),
                PackageJson.read(directory, ModelFiles.GOLDEN, Golden.class),
                optional(directory, ModelFiles.GOLDEN_ANSWERS, GoldenAnswers.class),
                optional(directory, ModelFiles.TREES, BoostedTrees.class));
    }

    private static <T> @Nullable T optional(Path directory, String file, Class<T> type) {
        return Files.exists(directory.resolve(file)) ? PackageJson.read(directory, file, type) : null;
    }

    /** Whether an outcome's risks can be calibrated; an uncalibrated one is never shown as a number. */
    boolean calibrates(OutcomeDefinition outcome) {
        return calibration.containsKey(outcome.id());
    }

    private static Map<String, Map<Integer, CalibrationRow>> byOutcome(CalibrationTable table) {
        Map<String, Map<Integer, CalibrationRow>> rows = new HashMap<>();
        for (CalibrationRow row : table.rows()) {
            rows.computeIfAbsent(row.outcome(), o -> new HashMap<>()).put(row.horizonDays(), row);
        }
        return rows;
    }
}
