package org.prodrome.reasoning.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.LogisticRegression;
import org.prodrome.reasoning.token.Tokens;

/** The JSON files of a model package, one record per file. */
public final class ModelFiles {

    public static final String SETTINGS = "model.json";
    public static final String VOCABULARY = "vocabulary.json";
    public static final String OUTCOMES = "outcomes.json";
    public static final String CALIBRATION = "calibration.json";
    public static final String BASELINE = "baseline.json";
    public static final String LIMITS = "limits.json";
    public static final String GOLDEN = "golden.json";
    public static final String GOLDEN_ANSWERS = "golden-answers.json";
    public static final String SAVED_MODEL = "saved_model";

    /** {@link BoostedTrees}; a package may be without. */
    public static final String TREES = "trees.json";

    public static final String MANIFEST = "manifest.json";
    public static final String SIGNATURE = "manifest.sig";

    public static final String EVALUATION = "evaluation.json";
    public static final String CARD = "card.json";
    public static final String TRAINING = "training.json";

    /** Of the files in a package; another is refused. */
    public static final int FORMAT = 1;

    private ModelFiles() {}

    /**
     * {@code model.json}.
     *
     * @param name of the package
     * @param version of the package
     * @param synthetic whether it was trained on synthetic records
     * @param window most tokens
     * @param buckets places that rows are padded to, rising
     * @param edges upper edges of the hazard bins in days; each is also a horizon
     * @param horizons what is answered, in days; each is an edge
     * @param explainedHorizon the horizon whose log-odds explain a risk, in days
     * @param parameters how many weights
     */
    public record Settings(
            String name,
            String version,
            boolean synthetic,
            int window,
            List<Integer> buckets,
            List<Integer> edges,
            List<Integer> horizons,
            int explainedHorizon,
            long parameters) {
        public Settings {
            buckets = List.copyOf(buckets);
            edges = List.copyOf(edges);
            horizons = List.copyOf(horizons);
            if (!edges.containsAll(horizons) || !horizons.contains(explainedHorizon)) {
                throw new IllegalArgumentException("horizons: expected edges of the hazard bins");
            }
        }
    }

    /** {@code outcomes.json}: the definitions in the order of the network's output; death follows them. */
    public record OutcomeList(List<OutcomeDefinition> outcomes) {
        public OutcomeList {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** {@code calibration.json}. */
    public record CalibrationTable(String method, List<CalibrationRow> rows) {
        public CalibrationTable {
            rows = List.copyOf(rows);
        }
    }

    /**
     * How the raw risk of one outcome and horizon is calibrated.
     *
     * @param patients how many it was fitted on; 0 stands for fewer than ten
     * @param events how many of them with the event; 0 stands for fewer than ten
     * @param resampled the same fit on bootstrap samples of these patients: the interval
     * @param conformal sets of the same patients; null in older packages
     */
    public record CalibrationRow(
            String outcome,
            int horizonDays,
            int patients,
            int events,
            Calibration fit,
            List<Calibration> resampled,
            @Nullable Conformal conformal) {
        public CalibrationRow {
            patients = CalibrationCounts.told(patients);
            events = CalibrationCounts.told(events);
            resampled = List.copyOf(resampled);
        }
    }

    /** {@code baseline.json}: risk from age and sex alone, by outcome id and horizon in days. */
    public record BaselineTable(String features, Map<String, Map<Integer, LogisticRegression>> outcomes) {
        public BaselineTable {
            outcomes = Map.copyOf(outcomes);
        }

        /** Decades of age from 50, its square, being male, and both together. */
        public static double[] features(double ageYears, boolean male) {
            double decades = (ageYears - 50) / 10;
            return new double[] {decades, decades * decades, male ? 1 : 0, male ? decades : 0};
        }
    }

    /**
     * {@code limits.json}: outside of these the model abstains.
     *
     * @param fewestEvents that the model must have seen
     * @param fewestHistoryDays from the first event to the as-of day
     * @param fromAgeYears youngest
     * @param belowAgeYears oldest, exclusive
     * @param mostUnknownShare of the tokens
     * @param mostUnusableShare of the values; null in older packages
     * @param distance how far from the training patients a state may be; null in older packages
     */
    public record Limits(
            int fewestEvents,
            int fewestHistoryDays,
            double fromAgeYears,
            double belowAgeYears,
            double mostUnknownShare,
            @Nullable Double mostUnusableShare,
            @Nullable StateDistance distance) {}

    /** {@code golden.json}: made-up patients, nobody's record, and what network and trees say of them. */
    public record Golden(String origin, double tolerance, List<GoldenCase> cases) {
        public Golden {
            cases = List.copyOf(cases);
        }
    }

    /** Tokens and their raw risks, {@code (outcomes + death, edges)}. */
    public record GoldenCase(Tokens tokens, double[][] risks) {}

    /** {@code manifest.json}: SHA-256 in hex of every other file but the signature, by path with {@code /}. */
    public record Manifest(int format, String name, String version, Map<String, String> files) {
        public Manifest {
            files = Map.copyOf(files);
        }
    }
}
