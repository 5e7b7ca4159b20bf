package org.prodrome.reasoning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.model.BoostedTrees;
import org.prodrome.reasoning.model.BoostedTrees.Group;
import org.prodrome.reasoning.model.BoostedTrees.Shrinkage;
import org.prodrome.reasoning.model.CalibrationCounts;
import org.prodrome.reasoning.model.ExpectedValues;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.PatientTable;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.training.NetworkRows.Span;

/**
 * Fits {@link BoostedTrees} to what the network leaves unexplained.
 *
 * <p>Per outcome and span of time the network's expectation of a row is the sum of hazard and exposure, as in its loss. The trees
 * are a Poisson regression of what came with that as offset: training rows fit them, tuning rows say how many they are. A network
 * that saw few patients holds better on these than on others, and leaves the trees less to explain than there is. So trees are also
 * fitted beside shrunk hazards, down to none of the network, and the tuning rows say which are taken; of many rows, for the time it
 * takes, only where the network's slope on tuning rows is well below that on training rows ({@link HazardSlope}).
 */
final class Boosting {

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

    /** Two where each has enough who get the outcome; one over all the time where both together have; else none. */
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

    /** Of all shares tried the one with the least loss on the tuning rows, however little less it is. */
    private Group group(NetworkRows training, NetworkRows tuning, Span span, Progress progress) {
        double learnt = training.slope(span);
        double slope = tuning.slope(span);
        BoostedGroup.Fitted best = fitted(training, tuning, span, null);
        double least = best.loss() + tuning.timing(span, null);
        Shrinkage chosen = null;
        if (training.size() <= settings.allSharesUpToRows() || !(slope >= settings.fullShareFromRatio() * learnt)) {
            List<Double> rates = training.rates(span, CalibrationCounts.FEWEST_TOLD);
            for (double share :
                    settings.networkShares().subList(1, settings.networkShares().size())) {
                Shrinkage shrinkage = new Shrinkage(share, rates);
                BoostedGroup.Fitted fitted = fitted(training, tuning, span, shrinkage);
                double loss = fitted.loss() + tuning.timing(span, shrinkage);
                if (loss < least) {
                    least = loss;
                    best = fitted;
                    chosen = shrinkage;
                }
            }
        }
        if (chosen != null) {
            progress.note(told(span, learnt, slope, chosen));
        }
        return new Group(span.outcome(), span.fromBin(), span.toBin(), best.trees(), chosen);
    }

    private String told(Span span, double learnt, double slope, Shrinkage chosen) {
        return String.format(
                Locale.ROOT,
                "%s: the network's slope is %.2f on training rows and %.2f on tuning rows; its hazards are taken to the power of %s, and"
                        + " everybody's rate to the rest, before trees multiply them",
                CardWords.span(data.outcomes().list().get(span.outcome()), edges, span.fromBin(), span.toBin()),
                learnt,
                slope,
                chosen.share());
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
}
