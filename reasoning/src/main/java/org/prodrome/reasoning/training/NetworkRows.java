package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.BoostedTrees.Shrinkage;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.PatientTable;

/** Rows with what the network says of them and what came, for {@link Boosting}. */
final class NetworkRows {

    private final List<PatientSequence> sequences;
    private final List<SparsePatient> windows;
    private final List<float[]> hazards;
    private final TrainingBatch.Labels labels;
    private final int bins;

    /**
     * All three of the same length.
     *
     * @param windows what trees read of the rows
     * @param hazards of all outcomes and bins, one array per row
     */
    NetworkRows(
            List<PatientSequence> sequences,
            List<SparsePatient> windows,
            List<float[]> hazards,
            TrainingBatch.Labels labels) {
        if (windows.size() != sequences.size() || hazards.size() != sequences.size()) {
            throw new IllegalArgumentException("network rows: expected as many windows and hazards as sequences");
        }
        hazards.forEach(NetworkHazards::requireFinite);
        this.sequences = sequences;
        this.windows = windows;
        this.hazards = hazards;
        this.labels = labels;
        this.bins = labels.edges().size();
    }

    /** A span of time of one outcome: hazard bins from one to another, exclusive. */
    record Span(int outcome, int fromBin, int toBin) {}

    static NetworkRows of(
            Forward network,
            PatientTable table,
            List<PatientSequence> sequences,
            List<Integer> buckets,
            TrainingBatch.Labels labels,
            Progress progress) {
        List<float[]> hazards = NetworkHazards.of(network, sequences, buckets, progress);
        List<SparsePatient> windows = sequences.parallelStream()
                .map(sequence -> SparsePatient.of(table.row(sequence.tokens())))
                .toList();
        return new NetworkRows(sequences, windows, hazards, labels);
    }

    int size() {
        return sequences.size();
    }

    /** Rows with an exposure in the span, each of weight 1. */
    BoostedGroup.Examples examples(Span span, @Nullable Shrinkage shrinkage) {
        return examples(span, shrinkage, IntStream.range(0, sequences.size()).toArray(), 1);
    }

    private BoostedGroup.Examples examples(
            Span span, @Nullable Shrinkage shrinkage, int[] places, double controlWeight) {
        List<SparsePatient> rows = new ArrayList<>();
        double[] expected = new double[places.length];
        boolean[] came = new boolean[places.length];
        double[] weights = new double[places.length];
        int count = 0;
        for (int place : places) {
            Came one = came(place, span, shrinkage);
            if (one.exposed()) {
                rows.add(windows.get(place));
                expected[count] = one.expected();
                came[count] = one.event();
                weights[count++] = one.event() ? 1 : controlWeight;
            }
        }
        return new BoostedGroup.Examples(
                rows, Arrays.copyOf(expected, count), Arrays.copyOf(came, count), Arrays.copyOf(weights, count));
    }

    /** All rows with the outcome, and as many others as are told apart from them. */
    BoostedGroup.Examples sampled(Span span, @Nullable Shrinkage shrinkage, BoostingSettings settings) {
        List<Integer> events = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int place = 0; place < sequences.size(); place++) {
            Came one = came(place, span, shrinkage);
            if (one.exposed()) {
                (one.event() ? events : others).add(place);
            }
        }
        int wanted = Math.min(
                others.size(), Math.max(settings.fewestControls(), settings.controlsPerEvent() * events.size()));
        SplittableRandom random = new SplittableRandom(settings.seed() + span.outcome());
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
        return examples(span, shrinkage, places, wanted == 0 ? 1 : others.size() / (double) wanted);
    }

    /** Patients with the outcome in a span. */
    int patients(Span span) {
        Set<Long> with = new HashSet<>();
        for (int place = 0; place < sequences.size(); place++) {
            if (came(place, span, null).event()) {
                with.add(sequences.get(place).patient());
            }
        }
        return with.size();
    }

    /**
     * Hazards per year of all rows together, one per bin, to three digits.
     *
     * @param fewest patients with the outcome; neighbouring bins with fewer share a rate, for it goes into a package
     */
    List<Double> rates(Span span, int fewest) {
        List<RatePool> pools = new ArrayList<>();
        RatePool pool = RatePool.EMPTY;
        for (int bin = span.fromBin(); bin < span.toBin(); bin++) {
            pool = pool.and(pool(span.outcome(), bin));
            if (pool.patients().size() >= fewest) {
                pools.add(pool);
                pool = RatePool.EMPTY;
            }
        }
        if (pool.bins() > 0) {
            pools.add(pools.isEmpty() ? pool : pools.removeLast().and(pool));
        }
        return pools.stream()
                .flatMap(one -> Collections.nCopies(one.bins(), one.rate()).stream())
                .toList();
    }

    private RatePool pool(int outcome, int bin) {
        int at = outcome * bins + bin;
        double events = 0;
        double years = 0;
        Set<Long> patients = new HashSet<>();
        for (PatientSequence sequence : sequences) {
            Label read = new Label(sequence);
            years += read.exposure[at];
            if (read.events[at] > 0) {
                events++;
                patients.add(sequence.patient());
            }
        }
        return new RatePool(1, events, years, patients);
    }

    /**
     * What the likelihood of the day of an event has beside that of an event at all, per row: trees multiply both alike, shares do not.
     *
     * @return mean over the rows of {@code log(expected) - log(hazard in the event's bin)} of those with the event
     */
    double timing(Span span, @Nullable Shrinkage shrinkage) {
        double sum = 0;
        int rows = 0;
        for (int place = 0; place < sequences.size(); place++) {
            Came one = came(place, span, shrinkage);
            rows += one.exposed() ? 1 : 0;
            sum += one.event() ? log(one.expected()) - log(one.hazardThen()) : 0;
        }
        return sum / rows;
    }

    private static double log(double hazard) {
        return Math.log(Math.max(BoostedGroup.LEAST_EXPECTED, hazard));
    }

    /** How well the network's hazards hold on these rows. */
    double slope(Span span) {
        HazardSlope slope = new HazardSlope(span.toBin() - span.fromBin());
        for (int place = 0; place < sequences.size(); place++) {
            Label read = new Label(sequences.get(place));
            for (int bin = span.fromBin(); bin < span.toBin(); bin++) {
                int at = span.outcome() * bins + bin;
                slope.add(bin - span.fromBin(), read.exposure[at], hazards.get(place)[at], read.events[at] > 0);
            }
        }
        return slope.slope();
    }

    /**
     * What a row says of a span.
     *
     * @param expected outcomes by the network
     * @param hazardThen per year in the event's bin; 0 without event
     * @param exposed whether anything was observed; nothing is where the outcome is prevalent
     */
    private record Came(double expected, double hazardThen, boolean event, boolean exposed) {}

    private Came came(int place, Span span, @Nullable Shrinkage shrinkage) {
        Label read = new Label(sequences.get(place));
        double expected = 0;
        double then = 0;
        boolean event = false;
        boolean exposed = false;
        for (int bin = span.fromBin(); bin < span.toBin(); bin++) {
            int at = span.outcome() * bins + bin;
            double own = hazards.get(place)[at];
            double hazard = shrinkage == null ? own : shrinkage.of(own, bin - span.fromBin());
            expected += read.exposure[at] * hazard;
            then = read.events[at] > 0 ? hazard : then;
            event |= read.events[at] > 0;
            exposed |= read.exposure[at] > 0;
        }
        return new Came(expected, then, event, exposed);
    }

    /** Exposure and events of a sequence's own as-of day. */
    private final class Label {
        private final float[] exposure = new float[labels.perRead()];
        private final float[] events = new float[exposure.length];

        Label(PatientSequence sequence) {
            labels.write(sequence, sequence.asOfAge(), exposure, events, 0);
        }
    }
}
