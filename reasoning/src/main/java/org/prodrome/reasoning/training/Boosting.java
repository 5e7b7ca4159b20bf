package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.model.BoostedTrees;
import org.prodrome.reasoning.model.BoostedTrees.Group;
import org.prodrome.reasoning.model.BoostedTrees.Shrinkage;
import org.prodrome.reasoning.model.ExpectedValues;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.PatientTable;
import org.prodrome.reasoning.statistics.Recalibration;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.NetworkRows.Span;

/**
 * Fits {@link BoostedTrees} to what the network leaves unexplained.
 *
 * <p>Per outcome and span of time the network's expectation of a row is the sum of hazard and exposure, as in its loss. The trees
 * are a Poisson regression of what came with that as offset: training rows fit them, tuning rows say how many they are. Of few
 * patients a network has learnt its training rows by heart: the trees would find nothing left to explain there, and answer no better
 * than it does elsewhere. Where its hazards are too far apart on the tuning rows, trees are also fitted beside shrunk ones, down to
 * none of it, and the tuning rows say which are taken.
 */
final class Boosting {

    private static final double FULL_SHARE = 1;

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

    BoostedTrees fit(Forward network, Progress progress) {
        List<PatientSequence> chosen = thinned(data.training(), settings.rows());
        progress.phase("what values are expected to be", -1);
        ExpectedValues expected = ExpectedValuesFit.fit(data, settings.diagnosisYears(), diagnoses(data));
        progress.note("expected values of " + expected.analytes().size() + " analytes");
        PatientTable table = new PatientTable(data.vocabulary().size(), expected);
        progress.phase("what the network expects", chosen.size() + data.tuning().size());
        NetworkRows training = NetworkRows.of(network, table, chosen, buckets, labels, progress);
        NetworkRows tuning = NetworkRows.of(network, table, data.tuning(), buckets, labels, progress);
        return new BoostedTrees(data.vocabulary().size(), expected, groups(training, tuning, progress));
    }

    List<Group> groups(NetworkRows training, NetworkRows tuning, Progress progress) {
        int outcomes = data.outcomes().list().size();
        progress.phase("trees", outcomes);
        List<Group> groups = new ArrayList<>();
        for (int o = 0; o < outcomes; o++) {
            for (Span span : spans(training, tuning, o)) {
                Group group = group(training, tuning, span, progress);
                if (!group.trees().isEmpty() || group.shrinkage() != null) {
                    groups.add(group);
                }
            }
            progress.step();
        }
        return groups;
    }

    private static List<PatientSequence> thinned(List<PatientSequence> all, int most) {
        int count = Math.min(all.size(), most);
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    /** Two where either has enough who get the outcome; one over all the time where both together have; else none. */
    private List<Span> spans(NetworkRows training, NetworkRows tuning, int outcome) {
        int firstSpan = edges.indexOf(settings.firstSpanDays()) + 1;
        List<Span> two = List.of(new Span(outcome, 0, firstSpan), new Span(outcome, firstSpan, edges.size()));
        if (two.stream().allMatch(span -> enough(training, tuning, span))) {
            return two;
        }
        Span whole = new Span(outcome, 0, edges.size());
        return enough(training, tuning, whole) ? List.of(whole) : List.of();
    }

    private boolean enough(NetworkRows training, NetworkRows tuning, Span span) {
        return training.patients(span) >= settings.fewestEvents() && tuning.patients(span) >= settings.fewestEvents();
    }

    /** Of all shares tried the one with the least deviance of the tuning rows. */
    private Group group(NetworkRows training, NetworkRows tuning, Span span, Progress progress) {
        BoostedGroup.Fitted best = null;
        Shrinkage chosen = null;
        for (double share : shares(tuning, span)) {
            Shrinkage shrinkage = share == FULL_SHARE ? null : new Shrinkage(share, training.rates(span));
            BoostedGroup.Fitted fitted = fitted(training, tuning, span, shrinkage);
            if (best == null || fitted.deviance() < best.deviance()) {
                best = fitted;
                chosen = shrinkage;
            }
        }
        if (chosen != null) {
            progress.note(data.outcomes().list().get(span.outcome()).name() + ", from day "
                    + (span.fromBin() == 0 ? 0 : edges.get(span.fromBin() - 1))
                    + ": the network's hazards are taken to the power of "
                    + chosen.share() + ", the rest is trees");
        }
        return new Group(span.outcome(), span.fromBin(), span.toBin(), best == null ? List.of() : best.trees(), chosen);
    }

    private BoostedGroup.Fitted fitted(
            NetworkRows training, NetworkRows tuning, Span span, @Nullable Shrinkage shrinkage) {
        return BoostedGroup.fit(
                training.sampled(span, shrinkage, settings),
                tuning.examples(span, shrinkage),
                PatientTable.width(data.vocabulary().size()),
                settings,
                threads);
    }

    /** All of it alone where the network's own slope on the tuning rows is near enough to 1. */
    private List<Double> shares(NetworkRows tuning, Span span) {
        BoostedGroup.Examples rows = tuning.examples(span, null);
        double[] risks = new double[rows.expected().length];
        for (int i = 0; i < risks.length; i++) {
            risks[i] = -Math.expm1(-rows.expected()[i]);
        }
        double slope = new Recalibration(risks, rows.came()).of(rows.weights()).slope();
        return slope >= settings.fullShareFromSlope() ? List.of(FULL_SHARE) : settings.networkShares();
    }
}
