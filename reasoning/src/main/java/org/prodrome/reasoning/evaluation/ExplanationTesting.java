package org.prodrome.reasoning.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * Puts a model's explanations to the test, on the outcome that each story makes most likely.
 *
 * <p>Deletion: the groups of events named first are taken out one by one, and as many groups at random of those the model saw;
 * the log-odds should move further for the former. Agreement: what other models, or another method, say of the same groups.
 */
final class ExplanationTesting {

    private static final int MOST_REMOVED = 8;
    private static final int RANDOM_DRAWS = 3;
    private static final double NEAREST = 1e-6;

    private final Explaining model;
    private final Map<String, Explaining> others;
    private final int horizonDays;
    private final long seed;

    ExplanationTesting(Explaining model, Map<String, Explaining> others, int horizonDays, long seed) {
        this.model = model;
        this.others = others;
        this.horizonDays = horizonDays;
        this.seed = seed;
    }

    /** One story per patient. */
    ExplanationRows of(List<Timeline> stories) {
        List<ExplanationRows.Deletion> deletions = new ArrayList<>();
        List<ExplanationRows.Agreement> agreements = new ArrayList<>();
        List<ModelAnswer> answers = model.answers(stories);
        for (int i = 0; i < stories.size(); i++) {
            Optional<Risk> asked = mostLikely(answers.get(i));
            if (asked.isPresent() && answers.get(i) instanceof RiskProfile profile) {
                look(i, new Story(stories.get(i)), asked.get().outcome().id(), profile, deletions, agreements);
            }
        }
        return new ExplanationRows(deletions, agreements);
    }

    private Optional<Risk> mostLikely(ModelAnswer answer) {
        return switch (answer) {
            case RiskProfile profile ->
                profile.risks().stream()
                        .filter(risk -> risk.horizonDays() == horizonDays)
                        .max(Comparator.comparingDouble(Risk::probability));
            case ModelAnswer.Unavailable ignored -> Optional.empty();
        };
    }

    private void look(
            int number,
            Story story,
            String outcome,
            RiskProfile profile,
            List<ExplanationRows.Deletion> deletions,
            List<ExplanationRows.Agreement> agreements) {
        Map<String, Double> own = story.byConcept(model.why(story.whole()).getOrDefault(outcome, List.of()));
        List<String> seen = new ArrayList<>(story.seen(profile.allSeenSince()));
        own.keySet().stream().filter(concept -> !seen.contains(concept)).forEach(seen::add);
        int steps = Math.min(MOST_REMOVED, Math.min(own.size(), seen.size()));
        if (steps > 0) {
            deletion(number, story, outcome, List.copyOf(own.keySet()), seen, steps)
                    .ifPresent(deletions::add);
        }
        others.forEach((name, other) -> {
            Map<String, Double> theirs =
                    story.byConcept(other.why(story.whole()).getOrDefault(outcome, List.of()));
            if (!own.isEmpty() && !theirs.isEmpty()) {
                agreements.add(agreement(number, outcome, name, own, theirs));
            }
        });
    }

    private static ExplanationRows.Agreement agreement(
            int number, String outcome, String other, Map<String, Double> own, Map<String, Double> theirs) {
        Set<String> concepts = new LinkedHashSet<>(own.keySet());
        concepts.addAll(theirs.keySet());
        return new ExplanationRows.Agreement(
                number,
                outcome,
                other,
                concepts.stream()
                        .mapToDouble(concept -> own.getOrDefault(concept, 0.0))
                        .toArray(),
                concepts.stream()
                        .mapToDouble(concept -> theirs.getOrDefault(concept, 0.0))
                        .toArray());
    }

    private Optional<ExplanationRows.Deletion> deletion(
            int number, Story story, String outcome, List<String> top, List<String> seen, int steps) {
        List<Timeline> variants = new ArrayList<>();
        variants.add(story.whole());
        addVariants(variants, story, top, steps);
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed + number).nextLong());
        for (int draw = 0; draw < RANDOM_DRAWS; draw++) {
            addVariants(variants, story, shuffled(seen, random), steps);
        }
        double[] logOdds = model.answers(variants).stream()
                .mapToDouble(answer -> logOdds(answer, outcome))
                .toArray();
        double[] first = new double[steps + 1];
        double[] chance = new double[steps + 1];
        for (int step = 1; step <= steps; step++) {
            first[step] = Math.abs(logOdds[step] - logOdds[0]);
            for (int draw = 1; draw <= RANDOM_DRAWS; draw++) {
                chance[step] += Math.abs(logOdds[draw * steps + step] - logOdds[0]) / RANDOM_DRAWS;
            }
            if (Double.isNaN(first[step]) || Double.isNaN(chance[step])) {
                return Optional.empty();
            }
        }
        return Optional.of(new ExplanationRows.Deletion(number, outcome, first, chance));
    }

    private static void addVariants(List<Timeline> variants, Story story, List<String> order, int steps) {
        for (int step = 1; step <= steps; step++) {
            variants.add(story.without(new HashSet<>(order.subList(0, step))));
        }
    }

    private static List<String> shuffled(List<String> concepts, SplittableRandom random) {
        List<String> shuffled = new ArrayList<>(concepts);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }

    /** NaN where the model declines once events are gone: such a story can't be compared. */
    private double logOdds(ModelAnswer answer, String outcome) {
        return switch (answer) {
            case RiskProfile profile ->
                profile.risks().stream()
                        .filter(risk -> risk.horizonDays() == horizonDays
                                && risk.outcome().id().equals(outcome))
                        .mapToDouble(risk -> logOdds(risk.probability()))
                        .findFirst()
                        .orElse(Double.NaN);
            case ModelAnswer.Unavailable ignored -> Double.NaN;
        };
    }

    private static double logOdds(double probability) {
        double inside = Math.clamp(probability, NEAREST, 1 - NEAREST);
        return Math.log(inside / (1 - inside));
    }
}
