package org.prodrome.reasoning.meds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.EventDays;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.timeline.Timelines;

/**
 * One record as rows: what has no time first, then by time. Pure and thread-safe.
 *
 * <p>Times are UTC. An event stands where the timeline has it, on the day it was known; below the precision of an instant it
 * is midnight. Death is the last second of its day.
 */
final class MedsEvents {
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);
    private static final Comparator<MedsRow> ORDER = Comparator.comparing(
                    MedsRow::time, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(MedsRow::code)
            .thenComparing(MedsRow::number, Comparator.nullsFirst(Comparator.<Float>naturalOrder()))
            .thenComparing(MedsRow::sourceCode, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

    private final Timelines timelines;

    MedsEvents(Timelines timelines) {
        this.timelines = timelines;
    }

    List<MedsRow> of(long subject, PatientRecord record) {
        var rows = new ArrayList<MedsRow>();
        Demographics person = record.demographics();
        fixed(subject, "sex", person.sex().name(), rows);
        fixed(subject, "race", person.race(), rows);
        fixed(subject, "ethnicity", person.ethnicity(), rows);
        if (person.birthDate() != null) {
            rows.add(plain(subject, person.birthDate().atStartOfDay().toInstant(ZoneOffset.UTC), MedsCodes.BIRTH));
        }
        if (person.deceased() != null) {
            rows.add(plain(subject, person.deceased().atTime(LAST_SECOND).toInstant(ZoneOffset.UTC), MedsCodes.DEATH));
        }
        for (TimelineEntry entry : timelines.build(record, lastDay(record)).entries()) {
            rows.add(row(subject, entry));
        }
        rows.sort(ORDER);
        return rows;
    }

    /** The whole story: as of the last day something was known. */
    private static LocalDate lastDay(PatientRecord record) {
        return record.events().stream()
                .flatMap(event -> EventDays.known(event).stream())
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.EPOCH);
    }

    private static void fixed(long subject, String what, @Nullable String answer, List<MedsRow> rows) {
        if (answer != null && !answer.isBlank()) {
            String words = answer.strip().toLowerCase(Locale.ROOT);
            rows.add(new MedsRow(subject, null, "demographic/" + what + "=" + words, null, words, null));
        }
    }

    private static MedsRow plain(long subject, Instant time, String code) {
        return new MedsRow(subject, time, code, null, null, null);
    }

    private static MedsRow row(long subject, TimelineEntry entry) {
        Instant time = time(entry.event());
        String source = entry.event().concept().codings().stream()
                .findFirst()
                .map(coding -> coding.token())
                .orElse(null);
        return switch (entry.value()) {
            case NormalisedValue.Number number ->
                new MedsRow(subject, time, entry.concept(), (float) number.number(), null, source);
            case NormalisedValue.Category answer ->
                new MedsRow(subject, time, entry.concept() + "=" + answer.concept(), null, answer.concept(), source);
            case NormalisedValue.Unusable ignored -> new MedsRow(subject, time, entry.concept(), null, null, source);
            case NormalisedValue.None ignored -> new MedsRow(subject, time, entry.concept(), null, null, source);
        };
    }

    /** The instant of the day the event was known; midnight where only the day is said. */
    private static Instant time(ClinicalEvent event) {
        LocalDate known = EventDays.known(event).orElse(LocalDate.EPOCH);
        EventTime time = event.time();
        EventTime written = event instanceof Diagnosis diagnosis ? diagnosis.recorded() : null;
        if (time != null && time.date().equals(known)) {
            return time.instant();
        }
        return written != null && written.date().equals(known)
                ? written.instant()
                : known.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
