package org.prodrome.reasoning.evaluation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.timeline.AgeDays;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/** A timeline from which whole groups of events, one per concept, can be taken out. */
final class Story {

    private final Timeline timeline;
    private final Map<FhirReference, String> conceptOf = new HashMap<>();

    Story(Timeline timeline) {
        this.timeline = timeline;
        timeline.entries().forEach(entry -> conceptOf.put(entry.event().source(), entry.concept()));
    }

    Timeline whole() {
        return timeline;
    }

    Timeline without(Set<String> concepts) {
        List<TimelineEntry> kept = timeline.entries().stream()
                .filter(entry -> !concepts.contains(entry.concept()))
                .toList();
        return new Timeline(
                timeline.asOf(), timeline.birthDate(), timeline.sex(), kept, timeline.undated(), timeline.gaps());
    }

    /** Log-odds by concept, in the order of the contributions. */
    Map<String, Double> byConcept(List<Contribution> contributions) {
        Map<String, Double> changes = new LinkedHashMap<>();
        for (Contribution contribution : contributions) {
            contribution.sources().stream()
                    .map(conceptOf::get)
                    .filter(concept -> concept != null)
                    .findFirst()
                    .ifPresent(concept -> changes.merge(concept, contribution.logOddsChange(), Double::sum));
        }
        return changes;
    }

    /** Concepts the model can't have missed: with an event since the day from which on it saw everything. */
    List<String> seen(@Nullable LocalDate allSeenSince) {
        int from = allSeenSince == null
                ? Integer.MAX_VALUE
                : AgeDays.between(timeline.birthDate(), allSeenSince).value();
        Set<String> concepts = new HashSet<>();
        timeline.entries().stream()
                .filter(entry -> entry.age().value() >= from)
                .forEach(entry -> concepts.add(entry.concept()));
        return concepts.stream().sorted().toList();
    }
}
