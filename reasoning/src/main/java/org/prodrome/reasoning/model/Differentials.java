package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.model.Differential.Candidate;
import org.prodrome.reasoning.model.ModelAnswer.Abstention;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.token.Vocabulary;

/** Makes the differential: near risks of what was answered, open problems of the record, and none of these. */
final class Differentials {

    private static final int HORIZON_DAYS = 90;
    private static final int MOST_PROBLEMS = 12;
    private static final int MOST_CONTRIBUTIONS = 6;

    private final ModelPackage files;
    private final Explainer explainer;
    private final TellingMeasurements measurements;
    private final Map<String, Integer> index;

    Differentials(ModelPackage files, Explainer explainer) {
        this.files = files;
        this.explainer = explainer;
        this.measurements = TellingMeasurements.load();
        this.index = files.vocabulary().index();
    }

    /** Empty for a package that doesn't answer for the horizon. */
    Optional<Differential> of(
            Explainer.Influence influence,
            Set<OutcomeDefinition> answered,
            List<Risk> risks,
            List<Abstention> abstentions) {
        if (!files.settings().horizons().contains(HORIZON_DAYS)) {
            return Optional.empty();
        }
        Timeline timeline = influence.now().timeline();
        Map<String, List<Contribution>> why = explainer.contributions(influence, answered, HORIZON_DAYS);
        List<Risk> near = risks.stream()
                .filter(risk -> risk.horizonDays() == HORIZON_DAYS)
                .sorted(Comparator.comparingDouble((Risk risk) -> -risk.probability())
                        .thenComparing(risk -> risk.outcome().id()))
                .toList();
        List<Candidate> candidates = new ArrayList<>(near.stream()
                .map(risk -> foretold(risk, why.getOrDefault(risk.outcome().id(), List.of()), timeline))
                .toList());
        candidates.addAll(openProblems(timeline));
        return Optional.of(new Differential(HORIZON_DAYS, candidates, none(near, influence.now()), abstentions));
    }

    private double none(List<Risk> near, Reading now) {
        int death = files.outcomes().size();
        int edge = files.settings().edges().indexOf(HORIZON_DAYS);
        return NoneOfThese.probability(
                near.stream().map(Risk::probability).toList(), now.read().risks()[death][edge]);
    }

    private Candidate foretold(Risk risk, List<Contribution> why, Timeline timeline) {
        return new Candidate(
                risk.outcome().name(),
                risk,
                false,
                List.of(),
                why.stream()
                        .filter(c -> c.logOddsChange() > 0)
                        .limit(MOST_CONTRIBUTIONS)
                        .toList(),
                why.stream()
                        .filter(c -> c.logOddsChange() < 0)
                        .limit(MOST_CONTRIBUTIONS)
                        .toList(),
                measurements.measured(List.of(risk.outcome().id()), timeline));
    }

    /** Active confirmed problems, newest first, those without a date last, each concept once with all its resources. */
    private List<Candidate> openProblems(Timeline timeline) {
        Map<String, List<Diagnosis>> byConcept = new LinkedHashMap<>();
        for (TimelineEntry entry : timeline.entries().reversed()) {
            if (entry.event() instanceof Diagnosis diagnosis) {
                addOpen(entry.concept(), diagnosis, byConcept);
            }
        }
        timeline.undatedDiagnoses().forEach(undated -> addOpen(undated.concept(), undated.diagnosis(), byConcept));
        return byConcept.entrySet().stream()
                .limit(MOST_PROBLEMS)
                .map(problem -> open(problem.getKey(), problem.getValue(), timeline))
                .toList();
    }

    private void addOpen(String concept, Diagnosis diagnosis, Map<String, List<Diagnosis>> byConcept) {
        if (diagnosis.isActive() && OutcomeDefinition.counts(diagnosis.verification()) && isCondition(concept)) {
            byConcept.computeIfAbsent(concept, c -> new ArrayList<>()).add(diagnosis);
        }
    }

    private Candidate open(String concept, List<Diagnosis> diagnoses, Timeline timeline) {
        Diagnosis newest = diagnoses.getFirst();
        Integer id = index.get(concept);
        String known = id == null ? "|" : files.vocabulary().entries().get(id).words();
        List<FhirReference> sources =
                diagnoses.stream().map(Diagnosis::source).distinct().toList();
        return new Candidate(
                known.contains("|") ? newest.concept().words() : known,
                null,
                true,
                sources,
                List.of(),
                List.of(),
                measurements.measured(recordedAs(newest.concept()), timeline));
    }

    private List<String> recordedAs(CodedConcept concept) {
        return files.outcomes().stream()
                .filter(outcome -> outcome.matches(concept))
                .map(OutcomeDefinition::id)
                .toList();
    }

    private boolean isCondition(String concept) {
        Set<Integer> seen = new HashSet<>();
        Integer id = index.get(concept);
        return id == null || isCondition(id, seen);
    }

    private boolean isCondition(int id, Set<Integer> seen) {
        Vocabulary.Entry entry = files.vocabulary().entries().get(id);
        return !measurements.notConditions().contains(entry.concept())
                && entry.parents().stream().allMatch(parent -> !seen.add(parent) || isCondition(parent, seen));
    }
}
