package org.prodrome.reasoning.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.NetworkShape;
import org.prodrome.reasoning.model.WeightStore;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

/** Networks and patients of no meaning, for measurements of speed: only their sizes are as in use. */
public final class MadeUp {

    private static final int CODES = 1500;
    private static final int PARENTS = 3;
    private static final int BINS = 12;
    private static final int OUTCOMES = 14;
    private static final int FIRST_CONCEPT = Vocabulary.AS_OF + 1;
    private static final float ADULT = 30 * 365f;

    private MadeUp() {}

    static NetworkShape shape(TrainingConfig config) {
        SplittableRandom random = new SplittableRandom(1);
        int[][] parents = new int[CODES][PARENTS];
        for (int code = FIRST_CONCEPT; code < CODES; code++) {
            for (int p = 0; p < PARENTS; p++) {
                parents[code][p] = random.nextInt(3) == 0 ? random.nextInt(FIRST_CONCEPT, CODES) : 0;
            }
        }
        return new NetworkShape(
                parents,
                valued(config),
                BINS,
                config.width(),
                config.layers(),
                config.heads(),
                OUTCOMES + 1,
                Trainer.EDGES,
                Vocabulary.AS_OF);
    }

    /** The codes that have values. */
    public static List<Integer> valued(TrainingConfig config) {
        return IntStream.range(FIRST_CONCEPT, FIRST_CONCEPT + config.analytes())
                .boxed()
                .toList();
    }

    static TrainingBatch.Labels labels() {
        return new TrainingBatch.Labels(OUTCOMES, Trainer.EDGES, ADULT);
    }

    /** Starting weights, with numbers where training starts from 0: an answer must depend on every weight. */
    static Map<String, float[]> weights(TrainingGraph graph) {
        SplittableRandom random = new SplittableRandom(2);
        Map<String, float[]> weights = new LinkedHashMap<>(WeightStore.initial(graph.network(), 1));
        weights.replaceAll((name, start) -> {
            float[] lively = start.clone();
            for (int i = 0; i < lively.length; i++) {
                lively[i] += (float) (0.02 * random.nextGaussian());
            }
            return lively;
        });
        return weights;
    }

    /** Writes a SavedModel of a configuration's size; returns what a package would say of it. */
    public static ModelFiles.Settings savedModel(TrainingConfig config, Path directory) {
        NetworkShape shape = shape(config);
        try (TrainingGraph graph = new TrainingGraph(config, shape)) {
            Trained trained = new Trained(shape, weights(graph), List.of(), 0);
            Export.savedModel(trained, directory);
            List<Integer> edges = Trainer.EDGES;
            return new ModelFiles.Settings(
                    "made-up",
                    "0",
                    true,
                    config.window(),
                    config.buckets(),
                    edges,
                    edges,
                    edges.getFirst(),
                    trained.parameters());
        }
    }

    static List<PatientSequence> patients(int count, int length) {
        SplittableRandom random = new SplittableRandom(3);
        List<PatientSequence> patients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Tokens tokens = tokens(length, CODES, random);
            float asOf = (float) Math.floor(tokens.ages()[tokens.length() - 1]);
            float[] outcomes = new float[OUTCOMES];
            Arrays.fill(outcomes, Float.NaN);
            outcomes[random.nextInt(OUTCOMES)] = asOf + 400;
            patients.add(new PatientSequence(i, tokens, asOf, outcomes, asOf + 1500, false));
        }
        return patients;
    }

    /**
     * Tokens of nobody.
     *
     * @param length the as-of token included
     * @param codes of the vocabulary
     */
    public static Tokens tokens(int length, int codes, SplittableRandom random) {
        int[] code = new int[length];
        int[] bins = new int[length];
        int[] entries = new int[length];
        float[] z = new float[length];
        float[] ages = new float[length];
        float age = ADULT;
        for (int i = 0; i < length; i++) {
            code[i] = random.nextInt(FIRST_CONCEPT, codes);
            bins[i] = random.nextInt(2);
            z[i] = bins[i] * (float) random.nextGaussian();
            age += random.nextInt(6) == 0 ? random.nextInt(1, 200) : 0;
            ages[i] = age;
            entries[i] = i;
        }
        code[length - 1] = Vocabulary.AS_OF;
        bins[length - 1] = 0;
        z[length - 1] = 0;
        ages[length - 1] = age + 0.5f;
        entries[length - 1] = -1;
        return new Tokens(code, bins, z, ages, entries, length - 1, length - 1, 0);
    }
}
