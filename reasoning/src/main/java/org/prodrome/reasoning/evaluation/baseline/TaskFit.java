package org.prodrome.reasoning.evaluation.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.statistics.SparseRow;

/**
 * The baselines of one outcome and horizon.
 *
 * @param ageSex age and sex alone
 * @param lastLabs the last value of each analyte, whether there is one, age and sex
 * @param counts every column, in a regression
 * @param trees every column, in boosted trees
 * @param published a published score, its risk fitted to the training rows; null when it can't be computed
 */
public record TaskFit(
        Regression ageSex,
        Regression lastLabs,
        Regression counts,
        Trees trees,
        @Nullable PublishedFit published) {

    public static final String AGE_SEX = "age-sex";
    public static final String COUNTS_REGRESSION = "counts-lr";
    public static final String COUNTS_TREES = "counts-xgboost";
    public static final String LAST_LABS = "last-labs";
    public static final String PUBLISHED = "published";

    /** Everyone's probabilities for some rows, by predictor; NaN for no answer. */
    public Map<String, double[]> probabilities(List<SparseRow> rows) {
        Map<String, double[]> all = new LinkedHashMap<>();
        all.put(AGE_SEX, ageSex.probabilities(rows));
        all.put(COUNTS_REGRESSION, counts.probabilities(rows));
        all.put(COUNTS_TREES, trees.probabilities(rows));
        all.put(LAST_LABS, lastLabs.probabilities(rows));
        if (published != null) {
            all.put(PUBLISHED, published.probabilities(rows));
        }
        return all;
    }
}
