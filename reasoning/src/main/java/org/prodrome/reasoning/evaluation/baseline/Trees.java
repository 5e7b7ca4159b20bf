package org.prodrome.reasoning.evaluation.baseline;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.prodrome.reasoning.evaluation.baseline.BaselineSettings.TreeSettings;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.statistics.SparseRow;

/**
 * Gradient-boosted trees (XGBoost); a missing value stays missing.
 *
 * @param columns what they read
 * @param booster XGBoost's own bytes
 * @param chosen the setting that did best on the tuning rows
 * @param rounds how many trees did best on the tuning rows
 */
record Trees(Columns columns, byte[] booster, TreeSettings chosen, int rounds) {

    private static final int USUAL_ROUNDS = 100;

    /** Tasks run side by side instead: results don't depend on the machine, and threads don't wait for each other. */
    private static final int ONE_THREAD = 1;

    private static final String FORMAT = "ubj";

    /** Boosts each setting until the tuning rows' log loss stops falling, and keeps the best. */
    static Trees fit(Columns columns, Examples training, Examples tuning, BaselineSettings settings) {
        try {
            DMatrix learn = matrix(columns, training);
            DMatrix look = tuning.both() ? matrix(columns, tuning) : learn;
            try {
                Trees best = null;
                double least = Double.POSITIVE_INFINITY;
                for (TreeSettings setting : settings.trees()) {
                    Run run = boost(learn, look, tuning.both(), training.prevalence(), setting, settings);
                    if (best == null || run.loss() < least) {
                        best = new Trees(columns, run.booster(), setting, run.rounds());
                        least = run.loss();
                    }
                }
                if (best == null) {
                    throw new IllegalArgumentException("trees: expected at least one setting");
                }
                return best;
            } finally {
                learn.dispose();
                look.dispose();
            }
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    double[] probabilities(List<SparseRow> rows) {
        if (rows.isEmpty()) {
            return new double[0];
        }
        try {
            Booster loaded = XGBoost.loadModel(booster);
            loaded.setParam("nthread", ONE_THREAD);
            DMatrix matrix = matrix(columns, rows);
            try {
                float[][] predicted = loaded.predict(matrix, false, rounds);
                double[] probabilities = new double[predicted.length];
                for (int i = 0; i < probabilities.length; i++) {
                    probabilities[i] = predicted[i][0];
                }
                return probabilities;
            } finally {
                matrix.dispose();
                loaded.dispose();
            }
        } catch (XGBoostError | IOException e) {
            throw failed(e);
        }
    }

    private record Run(byte[] booster, int rounds, double loss) {}

    private static Run boost(
            DMatrix learn, DMatrix look, boolean tuned, double prevalence, TreeSettings setting, BaselineSettings all)
            throws XGBoostError {
        Booster booster = XGBoost.train(learn, parameters(setting, prevalence, all.seed()), 0, Map.of(), null, null);
        try {
            DMatrix[] looked = {look};
            String[] names = {"tuning"};
            double least = Double.POSITIVE_INFINITY;
            int best = 0;
            int most = tuned ? all.rounds() : Math.min(all.rounds(), USUAL_ROUNDS);
            for (int round = 0; round < most && round - best < all.patience(); round++) {
                booster.update(learn, round);
                double loss = loss(booster.evalSet(looked, names, round));
                if (!tuned || loss < least) {
                    least = loss;
                    best = round;
                }
            }
            return new Run(booster.toByteArray(FORMAT), best + 1, least);
        } finally {
            booster.dispose();
        }
    }

    private static Map<String, Object> parameters(TreeSettings setting, double prevalence, long seed) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("objective", "binary:logistic");
        parameters.put("eval_metric", "logloss");
        parameters.put("tree_method", "hist");
        parameters.put("base_score", Math.clamp(prevalence, 1e-6, 1 - 1e-6));
        parameters.put("max_depth", setting.maxDepth());
        parameters.put("eta", setting.eta());
        parameters.put("min_child_weight", setting.minChildWeight());
        parameters.put("subsample", setting.subsample());
        parameters.put("colsample_bytree", setting.columnsPerTree());
        parameters.put("lambda", setting.lambda());
        parameters.put("seed", seed);
        parameters.put("nthread", ONE_THREAD);
        return parameters;
    }

    /** XGBoost tells it as {@code [12]\ttuning-logloss:0.0123}. */
    private static double loss(String told) {
        return Double.parseDouble(told.substring(told.lastIndexOf(':') + 1).strip());
    }

    private static DMatrix matrix(Columns columns, Examples examples) throws XGBoostError {
        DMatrix matrix = matrix(columns, examples.rows());
        float[] labels = new float[examples.events().length];
        float[] weights = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = examples.events()[i] ? 1 : 0;
            weights[i] = (float) examples.weights()[i];
        }
        matrix.setLabel(labels);
        matrix.setWeight(weights);
        return matrix;
    }

    private static DMatrix matrix(Columns columns, List<SparseRow> rows) throws XGBoostError {
        long[] starts = new long[rows.size() + 1];
        List<SparseRow> narrow = rows.parallelStream().map(columns::of).toList();
        for (int i = 0; i < rows.size(); i++) {
            starts[i + 1] = starts[i] + narrow.get(i).size();
        }
        int[] places = new int[(int) starts[rows.size()]];
        float[] values = new float[places.length];
        for (int i = 0; i < rows.size(); i++) {
            SparseRow row = narrow.get(i);
            System.arraycopy(row.columns(), 0, places, (int) starts[i], row.size());
            System.arraycopy(row.values(), 0, values, (int) starts[i], row.size());
        }
        return new DMatrix(starts, places, values, DMatrix.SparseType.CSR, columns.size());
    }

    private static ReasoningException failed(Exception cause) {
        return new ReasoningException.RefusedData("counts-xgboost: XGBoost could not be run", cause);
    }
}
