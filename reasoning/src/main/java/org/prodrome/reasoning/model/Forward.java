package org.prodrome.reasoning.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.ModelFiles.Settings;
import org.prodrome.reasoning.token.Tokens;

/**
 * Tokens in, raw risks out: pads rows to buckets and runs those of a bucket together.
 *
 * <p>Raw means not calibrated; only calibration, golden patients and measurements want that. Thread-safe; close it when
 * nobody asks it any more.
 */
public final class Forward implements AutoCloseable {

    private static final int MOST_ROWS = 32;

    /** Where cores share a batch. It does not depend on how many there are, for the last digits of an answer may depend on it. */
    private static final int MOST_ROWS_OF_PART = 4;

    private static final int WARM_UPS = 3;

    private final SavedNetwork network;
    private final Settings settings;
    private final @Nullable BoostedTrees trees;
    private final @Nullable PatientTable table;
    private final @Nullable Forest forest;
    private final Lanes lanes;
    private final int mostRows;

    /**
     * Loads a network without trees that was not verified: one that was just made.
     *
     * @param savedModel its directory
     * @param threads for one product; 1 for interactive use of a small model, 0 for all cores
     */
    public Forward(Path savedModel, Settings settings, int threads) {
        this(savedModel, settings, threads, Precision.FLOAT32);
    }

    /** The same with products in a precision of choice; all others are float32. */
    public Forward(Path savedModel, Settings settings, int threads, Precision precision) {
        this(new SavedNetwork(savedModel, threads, precision), settings, null, Lanes.of(0), MOST_ROWS);
    }

    /**
     * Loads a network that was not verified.
     *
     * @param trees that multiply its hazards; null where there are none
     */
    public Forward(Path savedModel, Settings settings, @Nullable BoostedTrees trees, int threads) {
        this(new SavedNetwork(savedModel, threads), settings, trees, Lanes.of(0), MOST_ROWS);
    }

    private Forward(SavedNetwork network, Settings settings, @Nullable BoostedTrees trees, Lanes lanes, int mostRows) {
        this.network = network;
        this.settings = settings;
        this.lanes = lanes;
        this.mostRows = mostRows;
        this.trees = trees;
        this.table = trees == null ? null : trees.table();
        this.forest = trees == null ? null : new Forest(trees);
    }

    /**
     * One that answers a single question on one core, and shares many out to lanes: a batch, or the variants of an explanation.
     *
     * @param lanes closed with it
     */
    static Forward interactive(Path savedModel, Settings settings, @Nullable BoostedTrees trees, Lanes lanes) {
        return new Forward(new SavedNetwork(savedModel, 1), settings, trees, lanes, MOST_ROWS_OF_PART);
    }

    /**
     * What the network says at one as-of place.
     *
     * @param risks raw cumulative incidence, {@code (outcomes + death, edges)}
     * @param state behind them, {@code (width)}: how the network sees the patient, and by how much each group of trees departs from
     *     it, or from what it was shrunk to, {@code log factors}: what is unlike anybody in either is far away
     */
    public record Read(double[][] risks, float[] state) {}

    /** Whether values without a token are asked for: all of them by trees, and by a network that takes changes those behind its tokens. */
    boolean asksForCourses() {
        return trees != null || network.takesChanges();
    }

    /** Whether every value without a token is read; where not, only the tokens count as read. */
    boolean readsAllCourses() {
        return trees != null;
    }

    /** Raw risks of each, {@code (outcomes + death, edges)}, in the order of the tokens. */
    public List<double[][]> risks(List<Tokens> all) {
        return reads(all).stream().map(Read::risks).toList();
    }

    /**
     * One patient at several days in a single pass: no read sees what came after its day.
     *
     * @param tokens the last must be the as-of token; it is replaced by the reads
     * @param days ages in whole days, one per read
     * @return one per day
     */
    public List<Read> reads(Tokens tokens, float[] days) {
        int bucket = Inputs.bucket(settings.buckets(), tokens.length() - 1);
        Inputs inputs = new Inputs(1, bucket + days.length, days.length);
        inputs.put(0, tokens, days);
        return reads(inputs, network.answer(inputs), (table, read) -> Inputs.row(table, tokens, days[read]));
    }

    /** Risk and state of each at its own as-of token, in the order of the tokens. */
    public List<Read> reads(List<Tokens> all) {
        Map<Integer, List<Integer>> byBucket = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            int bucket = Inputs.bucket(settings.buckets(), all.get(i).length());
            byBucket.computeIfAbsent(bucket, b -> new ArrayList<>()).add(i);
        }
        List<Part> parts = new ArrayList<>();
        byBucket.forEach((bucket, places) -> {
            for (int from = 0; from < places.size(); from += mostRows) {
                parts.add(new Part(bucket, places.subList(from, Math.min(places.size(), from + mostRows))));
            }
        });
        Read[] reads = new Read[all.size()];
        lanes.run(parts.size(), part -> run(parts.get(part), all, reads));
        return List.of(reads);
    }

    /**
     * What each token adds to an outcome's raw log-odds, by integrated gradients of the network alone; empty for one without gradients.
     *
     * @param years as in {@link IntegratedGradients#of}
     */
    Optional<double[]> attributions(Tokens tokens, float[][] years) {
        int bucket = Inputs.bucket(settings.buckets(), tokens.length());
        return network.gradients().map(gradients -> gradients.of(tokens, bucket, years));
    }

    /** Rows that are run together, by their places among all. */
    private record Part(int bucket, List<Integer> places) {}

    private void run(Part part, List<Tokens> all, Read[] reads) {
        List<Integer> places = part.places();
        Inputs inputs = new Inputs(places.size(), part.bucket(), 1);
        for (int row = 0; row < places.size(); row++) {
            inputs.put(row, all.get(places.get(row)));
        }
        List<Read> found = reads(inputs, network.answer(inputs), (table, read) -> table.row(all.get(places.get(read))));
        for (int row = 0; row < places.size(); row++) {
            reads[places.get(row)] = found.get(row);
        }
    }

    /** What the as-of place says when it is blind for each group; empty for a network whose mask is its own. */
    Optional<List<Read>> blindReads(Tokens tokens, List<EventGroup> groups) {
        if (!network.takesMask() || groups.isEmpty()) {
            return Optional.empty();
        }
        int bucket = Inputs.bucket(settings.buckets(), tokens.length() - 1);
        LeftOutReads rows = LeftOutReads.of(tokens, groups, bucket);
        return Optional.of(reads(
                rows.inputs(),
                network.answer(rows),
                (table, read) -> table.row(groups.get(read).leftOutOf(tokens))));
    }

    /** Hazards per year of a batch as the network alone gives them, without trees, {@code (batch * reads, outcomes, bins)} flattened. */
    public float[] hazards(Inputs inputs) {
        return network.answer(inputs).hazards();
    }

    /** What the trees see at one of the reads of a batch. */
    private interface Rows {
        float[] of(PatientTable table, int read);
    }

    private List<Read> reads(Inputs inputs, SavedNetwork.Answer answer, Rows rows) {
        int count = inputs.batch() * inputs.reads();
        List<Read> reads = new ArrayList<>(count);
        float[][] logFactors = logFactors(rows, count);
        for (int i = 0; i < count; i++) {
            float[] hazards = part(answer.hazards(), i, count);
            float[] state = part(answer.states(), i, count);
            if (trees != null) {
                trees.scale(hazards, settings.edges().size(), logFactors[i]);
                state = joined(state, logFactors[i]);
            }
            reads.add(new Read(risks(hazards), state));
        }
        return reads;
    }

    /** Of each read what each group of trees adds, {@code (reads, groups)}; nothing without trees. */
    private float[][] logFactors(Rows rows, int count) {
        return table == null || forest == null
                ? new float[count][0]
                : forest.logFactors(IntStream.range(0, count)
                        .mapToObj(read -> rows.of(table, read))
                        .toList());
    }

    private static float[] joined(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static float[] part(float[] all, int i, int count) {
        int size = all.length / count;
        return Arrays.copyOfRange(all, i * size, (i + 1) * size);
    }

    private double[][] risks(float[] perYear) {
        Hazards hazards = new Hazards(perYear, settings.edges());
        double[][] risks = new double[perYear.length / settings.edges().size()][];
        for (int o = 0; o < risks.length; o++) {
            risks[o] = hazards.risks(o);
        }
        return risks;
    }

    /** Runs every bucket a few times, so that no patient waits for it; returns the name of what computed the last. */
    public String warmUp() {
        for (int bucket : settings.buckets()) {
            for (int i = 0; i < WARM_UPS; i++) {
                network.answer(Inputs.ofNoEvents(bucket));
            }
        }
        return network.device(Inputs.ofNoEvents(settings.buckets().getLast()));
    }

    @Override
    public void close() {
        lanes.close();
        network.close();
    }
}
