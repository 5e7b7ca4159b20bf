package org.prodrome.reasoning.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.prodrome.reasoning.token.Tokens;

/**
 * A patient's story, open to tests of explanations: its groups of events, what each does to an outcome, and what is foretold
 * without some of them. Risks are at the horizon by which the package explains. Use it before the
 * model is closed.
 */
public final class StoryProbe {

    private final Forward forward;
    private final Calibrator calibrator;
    private final ModelPackage files;
    private final Explainer.Influence influence;

    StoryProbe(Forward forward, Calibrator calibrator, ModelPackage files, Explainer.Influence influence) {
        this.forward = forward;
        this.calibrator = calibrator;
        this.files = files;
        this.influence = influence;
    }

    /** The concept of each group, in the order of everything below. */
    public List<String> groups() {
        return influence.groups().stream().map(EventGroup::concept).toList();
    }

    /** The calibrated log-odds of an outcome with all events. */
    public double logOdds(String outcome) {
        return logOdds(outcome, influence.now().read());
    }

    /** Log-odds with everything less log-odds without each group: what is shown as the why, all of it. */
    public double[] leftOut(String outcome) {
        double with = logOdds(outcome);
        return influence.without().stream()
                .mapToDouble(read -> with - logOdds(outcome, read))
                .toArray();
    }

    /** Log-odds with everything less log-odds where the as-of place is blind for each group; empty where that cannot be asked. */
    public Optional<double[]> blind(String outcome) {
        double with = logOdds(outcome);
        return forward.blindReads(influence.now().tokens(), influence.groups())
                .map(reads -> reads.stream()
                        .mapToDouble(read -> with - logOdds(outcome, read))
                        .toArray());
    }

    /** Log-odds without each of several sets of groups, all in one batch. */
    public double[] logOddsWithout(String outcome, List<? extends Collection<Integer>> sets) {
        List<Tokens> variants = sets.stream().map(this::without).toList();
        return forward.reads(variants).stream()
                .mapToDouble(read -> logOdds(outcome, read))
                .toArray();
    }

    private Tokens without(Collection<Integer> groups) {
        return EventGroup.leftOutOf(
                influence.now().tokens(),
                groups.stream().map(influence.groups()::get).toList());
    }

    /** Integrated gradients of each group in raw log-odds; empty for a package whose network offers no gradients. */
    public Optional<double[]> integratedGradients(String outcome) {
        Tokens tokens = influence.now().tokens();
        return forward.attributions(tokens, years(place(outcome)))
                .map(each -> influence.groups().stream()
                        .mapToDouble(group -> group.places().stream()
                                .mapToDouble(i -> each[i])
                                .sum())
                        .toArray());
    }

    private float[][] years(int outcome) {
        List<Integer> edges = files.settings().edges();
        float[][] years = new float[files.outcomes().size() + 1][edges.size()];
        int from = 0;
        for (int k = 0; k < edges.size() && edges.get(k) <= files.settings().explainedHorizon(); k++) {
            years[outcome][k] = (float) ((edges.get(k) - from) / Hazards.DAYS_PER_YEAR);
            from = edges.get(k);
        }
        return years;
    }

    private double logOdds(String outcome, Forward.Read read) {
        int place = place(outcome);
        return calibrator.logOdds(
                files.outcomes().get(place),
                read.risks()[place],
                files.settings().explainedHorizon());
    }

    private int place(String outcome) {
        return IntStream.range(0, files.outcomes().size())
                .filter(o -> files.outcomes().get(o).id().equals(outcome))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("outcome: expected one of the package, got " + outcome));
    }
}
