package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.model.BoostedTrees;
import org.prodrome.reasoning.model.BoostedTrees.Group;
import org.prodrome.reasoning.model.BoostedTrees.Tree;
import org.prodrome.reasoning.model.ExpectedValues;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.Inputs;
import org.prodrome.reasoning.model.PatientTable;
import org.prodrome.reasoning.timeline.Timelines;

/**
 * Fits {@link BoostedTrees} to what the network leaves unexplained.
 *
 * <p>Per outcome and span of time the network's expectation of a row is the sum of hazard and exposure, as in its loss. The trees
 * are a Poisson regression of what came with that as offset: training rows fit them, tuning rows say how many they are.
 */
final class Boosting {

    private static final int MOST_ROWS = 32;

    private final SequenceData data;
    private final List<Integer> edges;
    private final List<Integer> buckets;
    private final int threads;
    private final BoostingSettings settings;
    private final TrainingBatch.Labels labels;

    Boosting(SequenceData data, TrainingConfig config, List<Integer> edges, BoostingSettings settings) {
        this.data = data;
        this.edges = edges;
        this.buckets = config.buckets();
        this.threads = config.threads();
        this.settings = settings;
        int place = edges.indexOf(settings.firstSpanDays());
        if (place < 0 || place == edges.size() - 1) {
            throw new BrokenDataFile(
                    "boosted-trees: firstSpanDays: expected an edge of the hazard bins but the last, " + edges
                            + ", got " + settings.firstSpanDays(),
                    null);
        }
        labels = new TrainingBatch.Labels(data.outcomes().list().size(), edges, 0);
    }

    private static List<List<Integer>> diagnoses(SequenceData data) {
        Timelines timelines = Timelines.load();
        return data.outcomes().outcomes().stream()
                .map(outcome -> DiagnosisCodes.of(outcome, data.vocabulary(), timelines))
                .toList();
    }

    /**
     * What the network says of rows, and what came.
     *
     * @param sequences the rows
     * @param windows what trees read of them
     * @param hazards of all outcomes and bins, one array per row
     */
    private record Seen(List<PatientSequence> sequences, List<SparsePatient> windows, List<float[]> hazards) {}

    BoostedTrees fit(Forward network, Progress progress) {
        int outcomes = data.outcomes().list().size();
        int firstSpan = edges.indexOf(settings.firstSpanDays()) + 1;
        List<PatientSequence> chosen = thinned(data.training(), settings.rows());
        progress.phase("what values are expected to be", -1);
        ExpectedValues expected = ExpectedValuesFit.fit(data, settings.diagnosisYears(), diagnoses(data));
        progress.note("expected values of " + expected.analytes().size() + " analytes");
        PatientTable table = new PatientTable(data.vocabulary().size(), expected);
        progress.phase("what the network expects", chosen.size() + data.tuning().size());
        Seen training = seen(network, table, chosen, progress);
        Seen tuning = seen(network, table, data.tuning(), progress);
        progress.phase("trees", 2L * outcomes);
        List<Group> groups = new ArrayList<>();
        for (int o = 0; o < outcomes; o++) {
            for (int[] bins : new int[][] {{0, firstSpan}, {firstSpan, edges.size()}}) {
                List<Tree> trees = trees(training, tuning, o, bins);
                if (!trees.isEmpty()) {
                    groups.add(new Group(o, bins[0], bins[1], trees));
                }
                progress.step();
            }
        }
        return new BoostedTrees(data.vocabulary().size(), expected, groups);
    }

    private List<Tree> trees(Seen training, Seen tuning, int outcome, int[] bins) {
        if (patients(training, outcome, bins) < settings.fewestEvents()
                || patients(tuning, outcome, bins) < settings.fewestEvents()) {
            return List.of();
        }
        BoostedGroup.Examples learn = sampled(training, outcome, bins);
        BoostedGroup.Examples look = examples(tuning, outcome, bins);
        return BoostedGroup.fit(
                learn, look, PatientTable.width(data.vocabulary().size()), settings, threads);
    }

    private static List<PatientSequence> thinned(List<PatientSequence> all, int most) {
        int count = Math.min(all.size(), most);
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    private Seen seen(Forward network, PatientTable table, List<PatientSequence> sequences, Progress progress) {
        float[][] hazards = new float[sequences.size()][];
        for (int bucket : buckets) {
            int[] places = IntStream.range(0, sequences.size())
                    .filter(i ->
                            Inputs.bucket(buckets, sequences.get(i).tokens().length()) == bucket)
                    .toArray();
            for (int from = 0; from < places.length; from += MOST_ROWS) {
                int to = Math.min(places.length, from + MOST_ROWS);
                run(network, sequences, places, from, to, bucket, hazards);
                for (int i = from; i < to; i++) {
                    progress.step();
                }
            }
        }
        List<SparsePatient> windows = sequences.parallelStream()
                .map(sequence -> SparsePatient.of(table.row(sequence.tokens())))
                .toList();
        return new Seen(sequences, windows, List.of(hazards));
    }

    private static void run(
            Forward network,
            List<PatientSequence> sequences,
            int[] places,
            int from,
            int to,
            int bucket,
            float[][] hazards) {
        Inputs inputs = new Inputs(to - from, bucket, 1);
        for (int i = from; i < to; i++) {
            inputs.put(i - from, sequences.get(places[i]).tokens());
        }
        float[] all = network.hazards(inputs);
        int each = all.length / (to - from);
        for (int i = from; i < to; i++) {
            hazards[places[i]] = Arrays.copyOfRange(all, (i - from) * each, (i - from + 1) * each);
        }
    }

    /** Rows with an exposure in the bins. */
    private BoostedGroup.Examples examples(Seen seen, int outcome, int[] bins) {
        return examples(
                seen, outcome, bins, IntStream.range(0, seen.sequences().size()).toArray(), 1);
    }

    private BoostedGroup.Examples examples(Seen seen, int outcome, int[] bins, int[] places, double controlWeight) {
        List<SparsePatient> windows = new ArrayList<>();
        double[] expected = new double[places.length];
        boolean[] came = new boolean[places.length];
        double[] weights = new double[places.length];
        int count = 0;
        for (int place : places) {
            Came one = came(seen, place, outcome, bins);
            if (one.expected() > 0) {
                windows.add(seen.windows().get(place));
                expected[count] = one.expected();
                came[count] = one.event();
                weights[count++] = one.event() ? 1 : controlWeight;
            }
        }
        return new BoostedGroup.Examples(
                windows, Arrays.copyOf(expected, count), Arrays.copyOf(came, count), Arrays.copyOf(weights, count));
    }

    /** All rows with the outcome, and as many others as are told apart from them. */
    private BoostedGroup.Examples sampled(Seen seen, int outcome, int[] bins) {
        List<Integer> events = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int place = 0; place < seen.sequences().size(); place++) {
            Came one = came(seen, place, outcome, bins);
            if (one.expected() > 0) {
                (one.event() ? events : others).add(place);
            }
        }
        int wanted = Math.min(
                others.size(), Math.max(settings.fewestControls(), settings.controlsPerEvent() * events.size()));
        SplittableRandom random = new SplittableRandom(settings.seed() + outcome);
        for (int i = 0; i < wanted; i++) {
            int j = random.nextInt(i, others.size());
            Integer drawn = others.get(j);
            others.set(j, others.get(i));
            others.set(i, drawn);
        }
        int[] places = IntStream.concat(
                        events.stream().mapToInt(Integer::intValue),
                        others.stream().limit(wanted).mapToInt(Integer::intValue))
                .sorted()
                .toArray();
        return examples(seen, outcome, bins, places, wanted == 0 ? 1 : others.size() / (double) wanted);
    }

    private int patients(Seen seen, int outcome, int[] bins) {
        Set<Long> with = new HashSet<>();
        for (int place = 0; place < seen.sequences().size(); place++) {
            if (came(seen, place, outcome, bins).event()) {
                with.add(seen.sequences().get(place).patient());
            }
        }
        return with.size();
    }

    /**
     * What a row says of a span.
     *
     * @param expected outcomes by the network; 0 where nothing was observed or the outcome is prevalent
     */
    private record Came(double expected, boolean event) {}

    private Came came(Seen seen, int place, int outcome, int[] bins) {
        PatientSequence sequence = seen.sequences().get(place);
        float[] exposure = new float[labels.perRead()];
        float[] events = new float[exposure.length];
        labels.write(sequence, sequence.asOfAge(), exposure, events, 0);
        double expected = 0;
        boolean event = false;
        for (int bin = bins[0]; bin < bins[1]; bin++) {
            int at = outcome * edges.size() + bin;
            expected += exposure[at] * (double) seen.hazards().get(place)[at];
            event |= events[at] > 0;
        }
        return new Came(expected, event);
    }
}
