package org.prodrome.reasoning.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.prodrome.reasoning.failure.ReasoningException.BrokenPackage;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * Whether a SavedModel that somebody else exported behaves as ours do: names, types and shapes of its signature, finite
 * hazards, the same answer twice, none that depends on padding, on other patients in the batch, on another as-of day, or
 * on what comes after the day it is asked for.
 */
public final class NetworkProbe {

    private static final int EARLY = 6;
    private static final int FIRST_CONCEPT = 8;
    private static final float FIRST_DAY = 15_000;
    private static final double CLOSE = 1e-4;
    private static final String PLACE = "saved_model: ";

    private final SavedNetwork network;
    private final Settings settings;
    private final Vocabulary vocabulary;
    private final int hazards;
    private final List<String> passed = new ArrayList<>();

    private NetworkProbe(SavedNetwork network, Settings settings, Vocabulary vocabulary, int outcomes) {
        this.network = network;
        this.settings = settings;
        this.vocabulary = vocabulary;
        this.hazards = (outcomes + 1) * settings.edges().size();
    }

    /**
     * Probes.
     *
     * @param outcomes that the network foretells, death not counted
     * @return what was checked, in words
     * @throws BrokenPackage at the first thing that is not as it must be
     */
    public static List<String> run(Path savedModel, Settings settings, Vocabulary vocabulary, int outcomes) {
        try (SavedNetwork network = new SavedNetwork(savedModel, 1)) {
            NetworkProbe probe = new NetworkProbe(network, settings, vocabulary, outcomes);
            network.requireForm();
            probe.passed.add("form: names, types and shapes of the signature, and operations that only compute");
            probe.shapes();
            probe.codes();
            probe.repeats();
            probe.padding();
            probe.neighbours();
            probe.causality();
            return List.copyOf(probe.passed);
        }
    }

    /** The first check alone: of the form, and of what the graph can do. */
    public static void requireForm(Path savedModel) {
        try (SavedNetwork network = new SavedNetwork(savedModel, 1)) {
            network.requireForm();
        }
    }

    /** Every bucket, one row and three, one read and two. */
    private void shapes() {
        for (int bucket : settings.buckets()) {
            for (int rows : new int[] {1, 3}) {
                for (int reads : new int[] {1, 2}) {
                    float[] found = ask(inputs(rows, bucket, reads, story(bucket / 2, 1), days(reads, 0)));
                    require(
                            found.length == rows * reads * hazards,
                            "hazards of " + rows + " rows, " + reads + " reads, "
                                    + (hazards / settings.edges().size()) + " outcomes with death and "
                                    + settings.edges().size() + " bins, got " + found.length + " numbers");
                    requireHazards(found);
                }
            }
        }
        passed.add("shapes: every bucket, one row and several, one read and several");
        passed.add("hazards: finite and never negative, so that risks never fall with the horizon");
    }

    private void requireHazards(float[] found) {
        for (float hazard : found) {
            require(Float.isFinite(hazard) && hazard >= 0, "finite hazards of at least 0, got " + hazard);
        }
    }

    /** The first and the last code and bin of the vocabulary, which a network of another vocabulary may not have. */
    private void codes() {
        Tokens tokens = story(EARLY, 2);
        int[] codes = tokens.codes().clone();
        int[] bins = tokens.bins().clone();
        codes[1] = vocabulary.size() - 1;
        bins[1] = vocabulary.binCount() - 1;
        codes[2] = Vocabulary.UNKNOWN;
        Tokens edge = new Tokens(codes, bins, tokens.z(), tokens.ages(), tokens.entries(), EARLY, EARLY, 1);
        requireHazards(ask(inputs(1, smallest(), 1, edge, days(1, 0))));
        passed.add("codes: " + vocabulary.size() + " codes and " + vocabulary.binCount() + " bins are known");
    }

    private void repeats() {
        Inputs inputs = inputs(2, smallest(), 1, story(EARLY * 3, 3), days(1, 0));
        require(Arrays.equals(ask(inputs), ask(inputs)), "the same answer to the same question, to the bit");
        passed.add("determinism: the same answer twice, to the bit");
    }

    private void padding() {
        Tokens tokens = story(EARLY * 3, 4);
        float[] narrow = ask(inputs(1, smallest(), 1, tokens, days(1, 0)));
        float[] wide = ask(inputs(1, settings.buckets().getLast(), 1, tokens, days(1, 0)));
        require(close(narrow, wide), "an answer that doesn't depend on padding");
        passed.add("padding: changes nothing");
    }

    private void neighbours() {
        Inputs together = new Inputs(2, smallest(), 1);
        together.put(0, story(EARLY * 3, 5), days(1, 0));
        together.put(1, story(EARLY, 6), days(1, 0));
        float[] alone = ask(inputs(1, smallest(), 1, story(EARLY * 3, 5), days(1, 0)));
        require(
                close(alone, Arrays.copyOf(ask(together), hazards)),
                "an answer that doesn't depend on other patients in the batch");
        passed.add("neighbours: other patients in the batch change nothing");
    }

    /** Two reads: the first must not change by a bit with events after its day, nor with the second read's day. */
    private void causality() {
        Tokens whole = story(EARLY * 3, 7);
        Tokens before = upTo(whole, EARLY);
        float day = whole.ages()[EARLY - 1];
        float[] known = first(before, day, day);
        require(Arrays.equals(known, first(whole, day, day)), "an answer that later events don't change, to the bit");
        require(
                Arrays.equals(known, first(before, day, day + 400)),
                "an answer that another as-of day doesn't change, to the bit");
        float later = whole.ages()[whole.length() - 2];
        require(
                !Arrays.equals(known, first(whole, later, later)),
                "an answer that depends on the events before its day");
        passed.add("causality: events after the day asked for change nothing, those before it do");
    }

    private float[] first(Tokens tokens, float day, float other) {
        Inputs inputs = new Inputs(1, smallest(), 2);
        inputs.put(0, tokens, new float[] {day, other});
        return Arrays.copyOf(ask(inputs), hazards);
    }

    private static Tokens upTo(Tokens whole, int kept) {
        int[] codes = Arrays.copyOf(whole.codes(), kept + 1);
        float[] ages = Arrays.copyOf(whole.ages(), kept + 1);
        int[] bins = Arrays.copyOf(whole.bins(), kept + 1);
        float[] z = Arrays.copyOf(whole.z(), kept + 1);
        codes[kept] = Vocabulary.AS_OF;
        ages[kept] = ages[kept - 1] + 0.5f;
        bins[kept] = 0;
        z[kept] = 0;
        return new Tokens(codes, bins, z, ages, Arrays.copyOf(whole.entries(), kept + 1), kept, kept, 0);
    }

    private float[] ask(Inputs inputs) {
        try {
            return network.answer(inputs).hazards();
        } catch (TensorFlowException | IllegalArgumentException e) {
            throw new BrokenPackage(
                    PLACE + "expected an answer to every code and bin of the vocabulary, in every bucket; it failed",
                    e);
        }
    }

    private Inputs inputs(int rows, int time, int reads, Tokens tokens, float[] days) {
        Inputs inputs = new Inputs(rows, time, reads);
        for (int row = 0; row < rows; row++) {
            inputs.put(row, tokens, days);
        }
        return inputs;
    }

    private int smallest() {
        return settings.buckets().getFirst();
    }

    private static float[] days(int reads, int apart) {
        float[] days = new float[reads];
        Arrays.fill(days, FIRST_DAY + 3_000 + apart);
        return days;
    }

    /** Events of nobody, ten days apart, an as-of token at the end. */
    private Tokens story(int events, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] codes = new int[events + 1];
        float[] ages = new float[events + 1];
        for (int i = 0; i < events; i++) {
            codes[i] = vocabulary.size() > FIRST_CONCEPT
                    ? random.nextInt(FIRST_CONCEPT, vocabulary.size())
                    : Vocabulary.UNKNOWN;
            ages[i] = FIRST_DAY + 10 * i;
        }
        codes[events] = Vocabulary.AS_OF;
        ages[events] = FIRST_DAY + 10 * events + 0.5f;
        return new Tokens(
                codes, new int[events + 1], new float[events + 1], ages, new int[events + 1], events, events, 0);
    }

    private static boolean close(float[] one, float[] other) {
        boolean close = one.length == other.length;
        for (int i = 0; close && i < one.length; i++) {
            close = Math.abs(one[i] - other[i]) <= CLOSE * Math.max(1, Math.abs(one[i]));
        }
        return close;
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new BrokenPackage(PLACE + "expected " + expected, null);
        }
    }
}
