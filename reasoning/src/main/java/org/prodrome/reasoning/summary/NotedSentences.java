package org.prodrome.reasoning.summary;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.NoteFinding;
import org.prodrome.fhir.record.NoteFinding.Assertion;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.EventDays;
import org.prodrome.reasoning.timeline.Timeline;

/** What reports and notes tell, affirmed or uncertain, that somebody may have to act on and the problem list does not say. */
final class NotedSentences {
    private final SummaryFile file;

    NotedSentences(SummaryFile file) {
        this.file = file;
    }

    List<Sentence> of(PatientRecord record, Timeline timeline) {
        Map<String, NoteFinding> latest = new LinkedHashMap<>();
        List<Diagnosis> listed = record.events(Diagnosis.class)
                .filter(diagnosis -> diagnosis.isActive() && EventDays.isBy(diagnosis, timeline.asOf()))
                .toList();
        record.events(NoteFinding.class)
                .filter(finding ->
                        isToldOf(finding) && isRecent(finding, timeline.asOf()) && !isListed(finding, listed))
                .sorted(Comparator.comparing(NotedSentences::day)
                        .reversed()
                        .thenComparing(finding -> finding.source().literal())
                        .thenComparing(NoteFinding::start))
                .forEach(finding -> latest.putIfAbsent(finding.concept().words(), finding));
        List<NoteFinding> told =
                latest.values().stream().limit(file.mostNoted()).toList();
        return told.isEmpty() ? List.of() : List.of(sentence(told));
    }

    private static Sentence sentence(List<NoteFinding> told) {
        String words = told.stream()
                .map(finding -> finding.concept().words()
                        + (finding.assertion() == Assertion.UNCERTAIN ? ", uncertain (" : " (") + day(finding) + ")")
                .collect(Collectors.joining(", "));
        return new Sentence(
                "Texts tell of " + words + ".",
                told.stream().map(NoteFinding::source).distinct().toList(),
                Sentence.Kind.NOTE,
                told.stream()
                        .map(finding -> new Sentence.Quote(finding.source(), finding.start(), finding.end()))
                        .toList());
    }

    private boolean isToldOf(NoteFinding finding) {
        boolean said = switch (finding.assertion()) {
            case AFFIRMED, UNCERTAIN -> true;
            case NEGATED, HISTORICAL, FAMILY -> false;
        };
        return said && file.noted().stream().anyMatch(code -> finding.concept().has(code.system(), code.code()));
    }

    private boolean isRecent(NoteFinding finding, LocalDate asOf) {
        LocalDate day = day(finding);
        return !day.isAfter(asOf) && day.isAfter(asOf.minusDays(file.notedDays()));
    }

    private static boolean isListed(NoteFinding finding, List<Diagnosis> listed) {
        return listed.stream()
                .anyMatch(diagnosis -> finding.concept().codings().stream()
                        .anyMatch(code -> diagnosis.concept().has(code.system(), code.code())));
    }

    private static LocalDate day(NoteFinding finding) {
        return EventDays.dated(finding).orElse(LocalDate.MIN);
    }
}
