package org.prodrome.reasoning.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
        List<Problem> problems = openProblems(timeline);
        List<Problem> listed = problems.stream().limit(MOST_PROBLEMS).toList();
        listed.forEach(problem -> candidates.add(open(problem, timeline)));
        return Optional.of(new Differential(
                HORIZON_DAYS,
                candidates,
                problems.size() - listed.size(),
                none(near, influence.now()),
                notListed(abstentions, listed)));
    }

    private double none(List<Risk> near, Reading now) {
        int death = files.outcomes().size();
        int edge = files.settings().edges().indexOf(HORIZON_DAYS);
        return NoneOfThese.probability(
                near.stream().map(Risk::probability).toList(), now.read().risks()[death][edge]);
    }

    private Candidate foretold(Risk risk, List<Contribution> why, Timeline timeline) {
        List<Contribution> raising =
                why.stream().filter(c -> c.logOddsChange() > 0).toList();
        List<Contribution> lowering =
                why.stream().filter(c -> c.logOddsChange() < 0).toList();
        return new Candidate(
                risk.outcome().name(),
                risk,
                false,
                List.of(),
                strongest(raising),
                strongest(lowering),
                raising.size() - strongest(raising).size(),
                lowering.size() - strongest(lowering).size(),
                measurements.measured(List.of(risk.outcome().id()), timeline));
    }

    private static List<Contribution> strongest(List<Contribution> contributions) {
        return contributions.stream().limit(MOST_CONTRIBUTIONS).toList();
    }

    /** What stands among the open problems was not left unanswered: it is there already. */
    private List<Abstention> notListed(List<Abstention> abstentions, List<Problem> listed) {
        Set<String> recorded =
                listed.stream().flatMap(problem -> recordedAs(problem).stream()).collect(Collectors.toSet());
        return abstentions.stream()
                .filter(abstention -> !recorded.contains(abstention.outcome().id()))
                .toList();
    }

    /** An active problem with all that records it, newest first. */
    private record Problem(String concept, List<Diagnosis> diagnoses) {}

    /** Active confirmed problems, newest first, those without a date last, each concept once with all its resources. */
    private List<Problem> openProblems(Timeline timeline) {
        Map<String, List<Diagnosis>> byConcept = new LinkedHashMap<>();
        for (TimelineEntry entry : timeline.entries().reversed()) {
            if (entry.event() instanceof Diagnosis diagnosis) {
                addOpen(entry.concept(), diagnosis, byConcept);
            }
        }
        timeline.undatedDiagnoses().forEach(undated -> addOpen(undated.concept(), undated.diagnosis(), byConcept));
        return byConcept.entrySet().stream()
                .map(problem -> new Problem(problem.getKey(), problem.getValue()))
                .toList();
    }

    private void addOpen(String concept, Diagnosis diagnosis, Map<String, List<Diagnosis>> byConcept) {
        if (diagnosis.isActive() && OutcomeDefinition.counts(diagnosis.verification()) && isCondition(concept)) {
            byConcept.computeIfAbsent(concept, c -> new ArrayList<>()).add(diagnosis);
        }
    }

    private Candidate open(Problem problem, Timeline timeline) {
        Diagnosis newest = problem.diagnoses().getFirst();
        Integer id = index.get(problem.concept());
        String known = id == null ? "|" : files.vocabulary().entries().get(id).words();
        List<FhirReference> sources =
                problem.diagnoses().stream().map(Diagnosis::source).distinct().toList();
        return new Candidate(
                known.contains("|") ? newest.concept().words() : known,
                null,
                true,
                sources,
                List.of(),
                List.of(),
                0,
                0,
                measurements.measured(recordedAs(problem), timeline));
    }

    private List<String> recordedAs(Problem problem) {
        return files.outcomes().stream()
                .filter(outcome ->
                        problem.diagnoses().stream().anyMatch(diagnosis -> outcome.matches(diagnosis.concept())))
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
