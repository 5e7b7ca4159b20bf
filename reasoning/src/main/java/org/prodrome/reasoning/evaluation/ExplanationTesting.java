package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.prodrome.reasoning.evaluation.Explaining.Probed;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * Puts a model's explanations to the test, on the outcome that each story makes most likely.
 *
 * <p>Deletion: the groups of events said to raise the risk most are taken out one by one, and as many groups at random; the risk
 * should fall further for the former. Agreement: what other models, and integrated gradients, say of the same groups.
 */
final class ExplanationTesting {

    static final String GRADIENTS = "integrated gradients";

    private static final int MOST_REMOVED = 8;
    private static final int RANDOM_DRAWS = 3;

    private final Explaining model;
    private final Map<String, Explaining> others;
    private final int horizonDays;
    private final long seed;
    private final List<ExplanationRows.Deletion> deletions = new ArrayList<>();
    private final List<ExplanationRows.Agreement> agreements = new ArrayList<>();

    /** {@code horizonDays} is the one by which the model explains. */
    ExplanationTesting(Explaining model, Map<String, Explaining> others, int horizonDays, long seed) {
        this.model = model;
        this.others = new LinkedHashMap<>(others);
        this.horizonDays = horizonDays;
        this.seed = seed;
    }

    /** One story per patient. */
    ExplanationRows of(List<Timeline> stories) {
        deletions.clear();
        agreements.clear();
        List<ModelAnswer> answers = model.answers(stories);
        for (int i = 0; i < stories.size(); i++) {
            int number = i;
            mostLikely(answers.get(i)).ifPresent(outcome -> look(number, stories.get(number), outcome));
        }
        return new ExplanationRows(deletions, agreements);
    }

    private Optional<String> mostLikely(ModelAnswer answer) {
        return switch (answer) {
            case RiskProfile profile ->
                profile.risks().stream()
                        .filter(risk -> risk.horizonDays() == horizonDays)
                        .max(Comparator.comparingDouble(Risk::probability))
                        .map(risk -> risk.outcome().id());
            case ModelAnswer.Unavailable ignored -> Optional.empty();
        };
    }

    private void look(int number, Timeline story, String outcome) {
        Probed probed = model.probe(story);
        double[] own = probed.leftOut(outcome);
        deletion(number, probed, outcome, own).ifPresent(deletions::add);
        probed.integratedGradients(outcome)
                .ifPresent(gradients ->
                        agreements.add(new ExplanationRows.Agreement(number, outcome, GRADIENTS, own, gradients)));
        Map<String, Double> byConcept = byConcept(probed, own);
        others.forEach((name, other) -> {
            Probed theirs = other.probe(story);
            agreements.add(agreement(number, outcome, name, byConcept, byConcept(theirs, theirs.leftOut(outcome))));
        });
    }

    private static Map<String, Double> byConcept(Probed probed, double[] changes) {
        Map<String, Double> byConcept = new LinkedHashMap<>();
        List<String> groups = probed.groups();
        for (int i = 0; i < changes.length; i++) {
            byConcept.merge(groups.get(i), changes[i], Double::sum);
        }
        return byConcept;
    }

    private static ExplanationRows.Agreement agreement(
            int number, String outcome, String other, Map<String, Double> own, Map<String, Double> theirs) {
        Set<String> concepts = new LinkedHashSet<>(own.keySet());
        concepts.addAll(theirs.keySet());
        return new ExplanationRows.Agreement(
                number,
                outcome,
                other,
                concepts.stream().mapToDouble(c -> own.getOrDefault(c, 0.0)).toArray(),
                concepts.stream().mapToDouble(c -> theirs.getOrDefault(c, 0.0)).toArray());
    }

    /** Empty where nothing raises the risk. */
    private Optional<ExplanationRows.Deletion> deletion(int number, Probed probed, String outcome, double[] own) {
        List<Integer> raising = IntStream.range(0, own.length)
                .filter(i -> own[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -own[i]))
                .limit(MOST_REMOVED)
                .toList();
        if (raising.isEmpty()) {
            return Optional.empty();
        }
        int steps = raising.size();
        List<List<Integer>> sets = new ArrayList<>(firstOf(raising, steps));
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed + number).nextLong());
        for (int draw = 0; draw < RANDOM_DRAWS; draw++) {
            sets.addAll(firstOf(shuffled(own.length, random), steps));
        }
        double with = probed.logOdds(outcome);
        double[] falls = Arrays.stream(probed.logOddsWithout(outcome, sets))
                .map(without -> with - without)
                .toArray();
        double[] top = new double[steps + 1];
        double[] chance = new double[steps + 1];
        for (int step = 1; step <= steps; step++) {
            top[step] = falls[step - 1];
            for (int draw = 1; draw <= RANDOM_DRAWS; draw++) {
                chance[step] += falls[draw * steps + step - 1] / RANDOM_DRAWS;
            }
        }
        return Optional.of(new ExplanationRows.Deletion(number, outcome, top, chance));
    }

    /** The first, the first two, ... of an order. */
    private static List<List<Integer>> firstOf(List<Integer> order, int steps) {
        return IntStream.rangeClosed(1, steps)
                .mapToObj(step -> order.subList(0, step))
                .toList();
    }

    private static List<Integer> shuffled(int size, SplittableRandom random) {
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, size).boxed().toList());
        for (int i = size - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }
}
