package org.prodrome.reasoning.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.prodrome.reasoning.failure.ReasoningException.RefusedData;
import org.prodrome.reasoning.model.BoostedTrees.Tree;

/** One group of trees, boosted by XGBoost until the tuning rows' deviance stops falling. */
final class BoostedGroup {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final double LEAST_EXPECTED = 1e-9;

    private BoostedGroup() {}

    /**
     * Rows of one span of time.
     *
     * @param rows of the patient table; NaN is missing
     * @param expected outcomes by the network
     * @param came whether the outcome came
     * @param weights of the rows
     */
    @SuppressWarnings("ArrayRecordComponent") // made and read here alone
    record Examples(List<SparsePatient> rows, double[] expected, boolean[] came, double[] weights) {}

    /**
     * Trees of a group.
     *
     * @param loss of the tuning rows with them: mean negative log likelihood of the event, whenever it came
     */
    record Fitted(List<Tree> trees, double loss) {}

    static Fitted fit(Examples training, Examples tuning, int width, BoostingSettings settings, int threads) {
        try {
            DMatrix learn = matrix(training, width);
            DMatrix look = matrix(tuning, width);
            try {
                return boost(learn, look, settings, threads);
            } finally {
                learn.dispose();
                look.dispose();
            }
        } catch (XGBoostError e) {
            throw new RefusedData("trees: XGBoost could not be run", e);
        }
    }

    private static Fitted boost(DMatrix learn, DMatrix look, BoostingSettings settings, int threads)
            throws XGBoostError {
        Booster booster = XGBoost.train(learn, parameters(settings, threads), 0, Map.of(), null, null);
        try {
            DMatrix[] looked = {look};
            String[] names = {"tuning"};
            double least = deviance(booster.evalSet(looked, names, 0));
            int best = 0;
            for (int round = 0; round < settings.rounds() && round - best < settings.patience(); round++) {
                booster.update(learn, round);
                double deviance = deviance(booster.evalSet(looked, names, round));
                if (deviance < least) {
                    least = deviance;
                    best = round + 1;
                }
            }
            return new Fitted(trees(booster.getModelDump((String) null, false, "json"), best), least);
        } finally {
            booster.dispose();
        }
    }

    private static Map<String, Object> parameters(BoostingSettings settings, int threads) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("objective", "count:poisson");
        parameters.put("eval_metric", "poisson-nloglik");
        parameters.put("tree_method", "hist");
        parameters.put("base_score", 1.0);
        parameters.put("max_depth", settings.depth());
        parameters.put("eta", settings.rate());
        parameters.put("min_child_weight", settings.fewestExpected());
        parameters.put("subsample", settings.rowShare());
        parameters.put("colsample_bytree", settings.columnShare());
        parameters.put("lambda", settings.ridge());
        parameters.put("seed", settings.seed());
        parameters.put("nthread", threads);
        return parameters;
    }

    /** XGBoost tells it as {@code [12]\ttuning-poisson-nloglik:0.0123}. */
    private static double deviance(String told) {
        return Double.parseDouble(told.substring(told.lastIndexOf(':') + 1).strip());
    }

    private static DMatrix matrix(Examples examples, int width) throws XGBoostError {
        int count = examples.rows().size();
        long[] starts = new long[count + 1];
        for (int i = 0; i < count; i++) {
            starts[i + 1] = starts[i] + examples.rows().get(i).size();
        }
        int[] columns = new int[(int) starts[count]];
        float[] numbers = new float[columns.length];
        float[] came = new float[count];
        float[] weights = new float[count];
        float[] offsets = new float[count];
        for (int i = 0; i < count; i++) {
            examples.rows().get(i).write(columns, numbers, (int) starts[i]);
            came[i] = examples.came()[i] ? 1 : 0;
            weights[i] = (float) examples.weights()[i];
            offsets[i] = (float) Math.log(Math.max(LEAST_EXPECTED, examples.expected()[i]));
        }
        DMatrix matrix = new DMatrix(starts, columns, numbers, DMatrix.SparseType.CSR, width);
        matrix.setLabel(came);
        matrix.setWeight(weights);
        matrix.setBaseMargin(offsets);
        return matrix;
    }

    private static List<Tree> trees(String[] dumps, int count) {
        List<Tree> trees = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            try {
                trees.add(new Nodes().tree(JSON.readTree(dumps[i])));
            } catch (JsonProcessingException e) {
                throw new RefusedData("trees: XGBoost's own words could not be read", e);
            }
        }
        return trees;
    }

    /** Numbers the nodes anew, each before its children. */
    private static final class Nodes {
        private final List<Integer> columns = new ArrayList<>();
        private final List<Float> numbers = new ArrayList<>();
        private final List<int[]> next = new ArrayList<>();

        Tree tree(JsonNode root) {
            add(root);
            return new Tree(
                    columns.stream().mapToInt(Integer::intValue).toArray(), numbers(), next(0), next(1), next(2));
        }

        private int add(JsonNode node) {
            int place = columns.size();
            boolean leaf = node.has("leaf");
            columns.add(leaf ? -1 : Integer.parseInt(node.path("split").asText().substring(1)));
            numbers.add((float) (leaf ? node.path("leaf") : node.path("split_condition")).asDouble());
            int[] after = new int[3];
            next.add(after);
            if (!leaf) {
                JsonNode children = node.path("children");
                int yes = node.path("yes").asInt();
                boolean firstIsYes = children.path(0).path("nodeid").asInt() == yes;
                after[0] = add(children.path(firstIsYes ? 0 : 1));
                after[1] = add(children.path(firstIsYes ? 1 : 0));
                after[2] = node.path("missing").asInt() == yes ? after[0] : after[1];
            }
            return place;
        }

        private float[] numbers() {
            float[] array = new float[numbers.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = numbers.get(i);
            }
            return array;
        }

        private int[] next(int way) {
            return next.stream().mapToInt(ways -> ways[way]).toArray();
        }
    }
}
