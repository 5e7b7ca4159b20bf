package org.prodrome.reasoning.timeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Report;

/** The day from which an event counts, by what its source tells of times. */
public final class EventDays {

    private EventDays() {}

    /**
     * The day from which an event was surely known; empty when the source gave no time.
     *
     * <p>The later of when it was (the last day that a year or a month can mean) and when it was written down: a diagnosis
     * recorded, a result issued. A diagnosis that tells its onset and not when it was recorded counts from its onset: a limit, for
     * nobody can tell how much later it was made.
     */
    public static Optional<LocalDate> known(ClinicalEvent event) {
        EventTime written = written(event);
        EventTime time = event.time();
        if (written == null || time == null) {
            return Optional.ofNullable(written == null ? time : written).map(EventTime::lastDay);
        }
        return Optional.of(later(time.date(), written.lastDay()));
    }

    /** As {@link #known(ClinicalEvent)}, by the first day that a year or a month can mean: as a reader would date it. */
    public static Optional<LocalDate> dated(ClinicalEvent event) {
        EventTime written = written(event);
        EventTime time = event.time();
        if (written == null || time == null) {
            return Optional.ofNullable(written == null ? time : written).map(EventTime::date);
        }
        return Optional.of(later(time.date(), written.date()));
    }

    /** What a record holds was known on the day it was read, however vaguely it is dated. The epoch: nobody knows which day. */
    static Optional<LocalDate> known(ClinicalEvent event, Instant readAt) {
        Optional<LocalDate> known = known(event);
        if (readAt.equals(Instant.EPOCH)) {
            return known;
        }
        LocalDate read = LocalDate.ofInstant(readAt, ZoneOffset.MIN); // wherever the reader is, that day has begun
        LocalDate latest = later(read, dated(event).orElse(read));
        return known.map(day -> day.isAfter(latest) ? latest : day);
    }

    private static @Nullable EventTime written(ClinicalEvent event) {
        if (event instanceof Diagnosis diagnosis) {
            return diagnosis.recorded();
        }
        if (event instanceof Measurement measurement) {
            return measurement.issued();
        }
        return event instanceof Report report ? report.issued() : null;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
