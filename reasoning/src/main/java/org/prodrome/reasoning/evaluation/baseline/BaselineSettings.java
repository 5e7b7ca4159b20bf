package org.prodrome.reasoning.evaluation.baseline;

import java.util.List;
import org.prodrome.reasoning.timeline.DataFile;

/**
 * How baselines are fitted, from a data file.
 *
 * @param fewestPatients training patients who must have a concept for it to become columns
 * @param fewestRows training rows that must have a column
 * @param fewestEvents training rows with the diagnosis, for anything to be fitted
 * @param rowsPerPatient most training rows of one patient; 0 for all of them
 * @param controlsPerEvent training rows without the diagnosis that are kept for each with it; they weigh more instead
 * @param fewestControls so many are kept anyway
 * @param ridges penalties of the regressions to choose from on the tuning rows
 * @param rounds most trees
 * @param patience rounds without gain on the tuning rows, after which no tree is added
 * @param trees settings of boosting to choose from on the tuning rows
 * @param neighbours how many earlier diagnoses are looked up for a differential
 */
public record BaselineSettings(
        String source,
        String date,
        int fewestPatients,
        int fewestRows,
        int fewestEvents,
        int rowsPerPatient,
        int controlsPerEvent,
        int fewestControls,
        List<Double> ridges,
        long seed,
        int rounds,
        int patience,
        List<TreeSettings> trees,
        int neighbours) {

    public BaselineSettings {
        ridges = List.copyOf(ridges);
        trees = List.copyOf(trees);
        if (ridges.isEmpty() || trees.isEmpty()) {
            throw new IllegalArgumentException("baselines: expected at least one ridge and one setting of trees");
        }
    }

    /** One setting of boosting, in XGBoost's terms. */
    public record TreeSettings(
            int maxDepth, double eta, double minChildWeight, double subsample, double columnsPerTree, double lambda) {}

    /** The shipped settings. */
    public static BaselineSettings load() {
        return DataFile.read(BaselineSettings.class, "baselines.json", BaselineSettings.class);
    }

    /** The same for very few patients. */
    public BaselineSettings small() {
        return new BaselineSettings(
                source,
                date,
                1,
                2,
                5,
                rowsPerPatient,
                controlsPerEvent,
                fewestControls,
                ridges,
                seed,
                60,
                10,
                trees,
                10);
    }
}
