package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Value;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * What moved each risk: every concept's events are left out in turn, all variants in one go.
 *
 * <p>A contribution is a property of the model, not an effect of treatment: it tells what this model's answer rests on.
 */
final class Explainer {

    private static final int MOST = 8;
    private static final double LEAST = 0.01;

    private final Forward forward;
    private final Calibrator calibrator;
    private final ModelPackage files;

    Explainer(Forward forward, Calibrator calibrator, ModelPackage files) {
        this.forward = forward;
        this.calibrator = calibrator;
        this.files = files;
    }

    /** The strongest contributions by outcome id. */
    Map<String, List<Contribution>> contributions(Reading now, Set<OutcomeDefinition> answered) {
        Timeline timeline = now.timeline();
        Tokens tokens = now.tokens();
        double[][] whole = now.read().risks();
        Map<String, Set<Integer>> groups = groups(timeline, tokens);
        List<Tokens> variants =
                groups.values().stream().map(group -> without(tokens, group)).toList();
        List<double[][]> risks = forward.risks(variants);
        Map<String, List<Contribution>> byOutcome = new HashMap<>();
        for (int o = 0; o < files.outcomes().size(); o++) {
            if (answered.contains(files.outcomes().get(o))) {
                int outcome = o;
                OutcomeDefinition definition = files.outcomes().get(o);
                double with = calibrator.explainedLogOdds(definition, whole[o]);
                List<Contribution> all = new ArrayList<>();
                int i = 0;
                for (Set<Integer> group : groups.values()) {
                    double change = with - calibrator.explainedLogOdds(definition, risks.get(i++)[outcome]);
                    if (Math.abs(change) >= LEAST) {
                        all.add(contribution(timeline, tokens, group, change));
                    }
                }
                byOutcome.put(definition.id(), strongest(all));
            }
        }
        return byOutcome;
    }

    private static List<Contribution> strongest(List<Contribution> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble((Contribution c) -> -Math.abs(c.logOddsChange()))
                        .thenComparing(Contribution::concept))
                .limit(MOST)
                .toList();
    }

    /** Places of tokens by the concept of their event. */
    private static Map<String, Set<Integer>> groups(Timeline timeline, Tokens tokens) {
        Map<String, Set<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < tokens.length(); i++) {
            int entry = tokens.entries()[i];
            if (entry >= 0) {
                String concept = timeline.entries().get(entry).concept();
                groups.computeIfAbsent(concept, c -> new TreeSet<>()).add(i);
            }
        }
        return groups;
    }

    private Contribution contribution(Timeline timeline, Tokens tokens, Set<Integer> group, double change) {
        List<Integer> newestFirst = new ArrayList<>(group).reversed();
        int newest = newestFirst.getFirst();
        int code = tokens.codes()[newest];
        TimelineEntry entry = timeline.entries().get(tokens.entries()[newest]);
        String words = words(code, entry);
        List<FhirReference> sources = newestFirst.stream()
                .map(i -> timeline.entries().get(tokens.entries()[i]).event().source())
                .distinct()
                .toList();
        return new Contribution(words, change, sources);
    }

    private static Tokens without(Tokens tokens, Set<Integer> group) {
        int[] kept = IntStream.range(0, tokens.length())
                .filter(i -> !group.contains(i))
                .toArray();
        return new Tokens(
                pick(tokens.codes(), kept),
                pick(tokens.bins(), kept),
                pick(tokens.z(), kept),
                pick(tokens.ages(), kept),
                pick(tokens.entries(), kept),
                tokens.eventsInTimeline(),
                tokens.eventsSeen(),
                tokens.unknown());
    }

    private static int[] pick(int[] array, int[] places) {
        return IntStream.of(places).map(i -> array[i]).toArray();
    }

    private static float[] pick(float[] array, int[] places) {
        float[] picked = new float[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = array[places[i]];
        }
        return picked;
    }

    /** The vocabulary's words; where it only has a code, the record's own. */
    private String words(int code, TimelineEntry entry) {
        String known = files.vocabulary().entries().get(code).words();
        boolean bare = code == Vocabulary.UNKNOWN || known.contains("|");
        return bare ? recorded(entry.event()) : known;
    }

    private static String recorded(ClinicalEvent event) {
        String name = event.concept().words();
        return event instanceof Measurement measurement && measurement.value() instanceof Value.Coded coded
                ? name + ": " + coded.concept().words()
                : name;
    }
}
