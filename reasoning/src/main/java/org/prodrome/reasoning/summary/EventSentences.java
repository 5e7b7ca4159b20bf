package org.prodrome.reasoning.summary;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.prodrome.fhir.record.EncounterStay;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.EventDays;
import org.prodrome.reasoning.timeline.Timeline;

/** The last contact, and how many there were in a year. */
final class EventSentences {
    private EventSentences() {}

    static List<Sentence> of(PatientRecord record, Timeline timeline) {
        List<EncounterStay> past = record.events(EncounterStay.class)
                .filter(stay ->
                        !day(stay).isAfter(timeline.asOf()) && !day(stay).equals(LocalDate.MIN))
                .sorted(Comparator.comparing(EventSentences::day)
                        .reversed()
                        .thenComparing(stay -> stay.source().literal()))
                .toList();
        if (past.isEmpty()) {
            return List.of();
        }
        EncounterStay last = past.getFirst();
        LocalDate yearAgo = timeline.asOf().minusYears(1);
        List<EncounterStay> recent =
                past.stream().filter(stay -> day(stay).isAfter(yearAgo)).toList();
        String count = recent.isEmpty()
                ? "no encounter in the last 12 months"
                : recent.size() + (recent.size() == 1 ? " encounter" : " encounters") + " in the last 12 months";
        List<EncounterStay> cited = recent.isEmpty() ? List.of(last) : recent;
        return List.of(new Sentence(
                "Last seen " + day(last) + " ("
                        + ProblemSentences.plain(last.concept().words()) + "); " + count + ".",
                cited.stream().map(EncounterStay::source).toList(),
                Sentence.Kind.EVENT));
    }

    private static LocalDate day(EncounterStay stay) {
        return EventDays.dated(stay).orElse(LocalDate.MIN);
    }
}
