package org.prodrome.reasoning.timeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.ImmunizationGiven;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Report;

/**
 * The day from which an event counts, by what its source tells of times.
 *
 * <p>Limits. A record tells how things stand today: a status, verification, end or value that changed after a day is read as it is
 * now on that day too, and what was cancelled, refuted or entered in error since is not there at all. Only diagnoses, allergies,
 * immunisations, results and reports tell when they were written down; a procedure, a medication that is only told of, or a
 * dispensing counts from when it is said to have been.
 */
public final class EventDays {

    private EventDays() {}

    /**
     * The day from which an event was surely known; empty when the source gave no time.
     *
     * <p>The later of when it was (the last day that a year or a month can mean) and when it was written down: a diagnosis,
     * allergy or immunisation recorded, a result issued. A diagnosis that tells its onset and not when it was recorded counts from its onset: a limit, for
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

    /** Whether a reader would date an event no later than a day; what has no date is there on every day. */
    public static boolean isBy(ClinicalEvent event, LocalDate day) {
        return dated(event).map(dated -> !dated.isAfter(day)).orElse(true);
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
        if (event instanceof Allergy allergy) {
            return allergy.recorded();
        }
        if (event instanceof ImmunizationGiven given) {
            return given.recorded();
        }
        return event instanceof Report report ? report.issued() : null;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
