package org.prodrome.reasoning.summary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.timeline.Timelines;

/** Active problems, most important first, and allergies. */
final class ProblemSentences {
    private final SummaryFile file;
    private final Timelines timelines;

    ProblemSentences(SummaryFile file, Timelines timelines) {
        this.file = file;
        this.timelines = timelines;
    }

    private record Problem(
            String concept,
            String words,
            int rank,
            @Nullable LocalDate since,
            FhirReference source) {}

    List<Sentence> of(PatientRecord record, Timeline timeline) {
        List<Sentence> sentences = new ArrayList<>();
        List<Problem> problems = problems(timeline);
        if (!problems.isEmpty()) {
            List<Problem> shown = problems.stream().limit(file.mostProblems()).toList();
            int more = problems.size() - shown.size();
            String listed = shown.stream()
                    .map(p -> p.words + (p.since == null ? " (date unknown)" : " (since " + p.since.getYear() + ")"))
                    .collect(Collectors.joining(", "));
            sentences.add(new Sentence(
                    "Active problems: " + listed + (more > 0 ? " and " + more + " more." : "."),
                    shown.stream().map(Problem::source).toList(),
                    Sentence.Kind.PROBLEM));
        } else if (!record.lacks("Condition")) {
            sentences.add(new Sentence(
                    "No active problem is on record.", List.of(record.patient().reference()), Sentence.Kind.PROBLEM));
        }
        sentences.addAll(allergies(record, timeline));
        return sentences;
    }

    private List<Problem> problems(Timeline timeline) {
        Map<String, Problem> byConcept = new LinkedHashMap<>();
        for (TimelineEntry entry : timeline.entries()) {
            if (entry.event() instanceof Diagnosis diagnosis && diagnosis.isActive() && !isHidden(entry.concept())) {
                EventTime time = diagnosis.time();
                LocalDate known = timeline.birthDate().plusDays(entry.age().value());
                byConcept.putIfAbsent(
                        entry.concept(), problem(entry.concept(), diagnosis, time == null ? known : time.date()));
            }
        }
        for (Timeline.Undated undated : timeline.undatedDiagnoses()) {
            if (undated.diagnosis().isActive() && !isHidden(undated.concept())) {
                byConcept.putIfAbsent(undated.concept(), problem(undated.concept(), undated.diagnosis(), null));
            }
        }
        file.supersedes().stream()
                .filter(later -> byConcept.containsKey(later.concept()))
                .forEach(later -> later.over().forEach(byConcept::remove));
        return byConcept.values().stream()
                .sorted(Comparator.comparingInt(Problem::rank)
                        .thenComparing(ProblemSentences::newest, Comparator.reverseOrder())
                        .thenComparing(Problem::concept))
                .toList();
    }

    private Problem problem(String concept, Diagnosis diagnosis, @Nullable LocalDate since) {
        String words = timelines.words(concept);
        return new Problem(
                concept,
                words.equals(concept) ? plain(diagnosis.concept().words()) : words,
                rank(concept),
                since,
                diagnosis.source());
    }

    /** Those without a date come last. */
    private static LocalDate newest(Problem problem) {
        LocalDate since = problem.since();
        return since == null ? LocalDate.MIN : since;
    }

    private boolean isHidden(String concept) {
        return above(concept).stream().anyMatch(file.hidden()::contains);
    }

    private int rank(String concept) {
        return above(concept).stream()
                .mapToInt(file.rank()::indexOf)
                .filter(rank -> rank >= 0)
                .findFirst()
                .orElse(file.rank().size());
    }

    /** What is only suspected ranks with what it is suspected to be. */
    private List<String> above(String concept) {
        List<String> all = new ArrayList<>(List.of(Timelines.about(concept)));
        for (int i = 0; i < all.size(); i++) {
            timelines.parents(all.get(i)).stream().filter(p -> !all.contains(p)).forEach(all::add);
        }
        return all;
    }

    private List<Sentence> allergies(PatientRecord record, Timeline timeline) {
        List<Allergy> active = Allergies.active(record, timeline).stream()
                .filter(allergy -> !Allergies.isNone(allergy, file))
                .toList();
        if (active.isEmpty()) {
            return List.of();
        }
        String listed = active.stream()
                .map(allergy -> plain(allergy.concept().words())
                        + ("high".equals(allergy.criticality()) ? " (high criticality)" : ""))
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
        return List.of(new Sentence(
                "Allergies: " + listed + ".",
                active.stream().map(Allergy::source).toList(),
                Sentence.Kind.PROBLEM));
    }

    /** Without SNOMED's semantic tag. */
    static String plain(String words) {
        return words.replaceAll(
                "\\s*\\((disorder|finding|situation|procedure|substance|product|organism|morphologic abnormality)\\)$",
                "");
    }
}
