package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Value;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.token.Vocabulary;

/**
 * What moved each risk: a concept's events are left out in turn, all variants in one go.
 *
 * <p>A contribution is a property of the model, not an effect of treatment: it tells what this model's answer rests on.
 */
final class Explainer {

    private static final double LEAST = 0.01;

    private final Forward forward;
    private final Calibrator calibrator;
    private final ModelPackage files;

    Explainer(Forward forward, Calibrator calibrator, ModelPackage files) {
        this.forward = forward;
        this.calibrator = calibrator;
        this.files = files;
    }

    /**
     * What the network says without each group of events.
     *
     * @param now what it says with all
     * @param groups what was left out
     * @param without in the order of the groups
     * @param groupsSeen how many groups there are, those that weren't left out included
     */
    record Influence(Reading now, List<EventGroup> groups, List<Forward.Read> without, int groupsSeen) {}

    /** Leaves each group out in turn, all of them: exact and slow. */
    Influence whole(Reading now) {
        List<EventGroup> groups = EventGroup.of(now.timeline(), now.tokens());
        return leftOut(now, groups, groups.size());
    }

    /**
     * Leaves out in turn the groups that matter most, at most as many as wanted: those that the as-of place is least like
     * itself without, for one answered outcome after the other. A network that cannot tell leaves out all.
     */
    Influence strongest(Reading now, Set<OutcomeDefinition> answered, int most) {
        List<EventGroup> groups = EventGroup.of(now.timeline(), now.tokens());
        if (groups.size() <= most) {
            return leftOut(now, groups, groups.size());
        }
        return leftOut(
                now,
                forward.blindReads(now.tokens(), groups)
                        .map(blind -> chosen(now, blind, answered, most).stream()
                                .sorted()
                                .map(groups::get)
                                .toList())
                        .orElse(groups),
                groups.size());
    }

    private Influence leftOut(Reading now, List<EventGroup> groups, int groupsSeen) {
        List<Tokens> variants =
                groups.stream().map(group -> group.leftOutOf(now.tokens())).toList();
        return new Influence(now, groups, forward.reads(variants), groupsSeen);
    }

    /** The first of each outcome, then the second of each, and so on. */
    private Set<Integer> chosen(Reading now, List<Forward.Read> blind, Set<OutcomeDefinition> answered, int most) {
        List<List<Integer>> ranked = new ArrayList<>();
        for (int o = 0; o < files.outcomes().size(); o++) {
            OutcomeDefinition outcome = files.outcomes().get(o);
            if (answered.contains(outcome)) {
                ranked.add(ranked(now, blind, outcome, o));
            }
        }
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int rank = 0; rank < blind.size() && chosen.size() < most; rank++) {
            for (List<Integer> groups : ranked) {
                if (chosen.size() < most) {
                    chosen.add(groups.get(rank));
                }
            }
        }
        return chosen;
    }

    private List<Integer> ranked(Reading now, List<Forward.Read> blind, OutcomeDefinition outcome, int place) {
        int horizon = files.settings().explainedHorizon();
        double with = calibrator.logOdds(outcome, now.read().risks()[place], horizon);
        double[] changes = blind.stream()
                .mapToDouble(read -> Math.abs(with - calibrator.logOdds(outcome, read.risks()[place], horizon)))
                .toArray();
        return IntStream.range(0, changes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(group -> -changes[group]))
                .toList();
    }

    /** By outcome id, strongest first. */
    Map<String, List<Contribution>> contributions(
            Influence influence, Set<OutcomeDefinition> answered, int horizonDays) {
        Map<String, List<Contribution>> byOutcome = new HashMap<>();
        for (int o = 0; o < files.outcomes().size(); o++) {
            OutcomeDefinition outcome = files.outcomes().get(o);
            if (answered.contains(outcome)) {
                byOutcome.put(outcome.id(), contributions(influence, outcome, o, horizonDays));
            }
        }
        return byOutcome;
    }

    private List<Contribution> contributions(
            Influence influence, OutcomeDefinition outcome, int place, int horizonDays) {
        double[] whole = influence.now().read().risks()[place];
        double with = calibrator.logOdds(outcome, whole, horizonDays);
        List<Contribution> all = new ArrayList<>();
        for (int g = 0; g < influence.groups().size(); g++) {
            double[] without = influence.without().get(g).risks()[place];
            double change = with - calibrator.logOdds(outcome, without, horizonDays);
            if (Math.abs(change) >= LEAST) {
                all.add(contribution(influence.now(), influence.groups().get(g), change));
            }
        }
        return strongest(all);
    }

    private static List<Contribution> strongest(List<Contribution> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble((Contribution c) -> -Math.abs(c.logOddsChange()))
                        .thenComparing(Contribution::concept))
                .toList();
    }

    private Contribution contribution(Reading now, EventGroup group, double change) {
        List<TimelineEntry> story = now.timeline().entries();
        List<Integer> newestFirst = group.entries(now.tokens());
        List<FhirReference> sources = newestFirst.stream()
                .map(entry -> story.get(entry).event().source())
                .distinct()
                .toList();
        int newest = newestFirst.getFirst();
        return new Contribution(words(group.code(now.tokens(), newest), story.get(newest)), change, sources);
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
