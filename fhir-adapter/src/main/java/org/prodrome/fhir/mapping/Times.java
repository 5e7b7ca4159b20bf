package org.prodrome.fhir.mapping;

import java.time.Instant;
import java.time.LocalDate;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.EventTime.Precision;

/**
 * FHIR dates, with the precision they were written in, to {@link EventTime}; those that cannot be are counted and left out.
 * One per patient, one thread.
 */
final class Times {
    private final PlausibleTimes plausible;
    private final @Nullable LocalDate birth;
    private int impossible;

    private Times(PlausibleTimes plausible, @Nullable LocalDate birth) {
        this.plausible = plausible;
        this.birth = birth;
    }

    /** For a patient, who may be unknown; a birthday that cannot be counts as unknown. */
    static Times of(@Nullable Patient person, Instant readAt) {
        EventTime birth = person == null ? null : WrittenTimes.read(person.getBirthDateElement());
        var plausible = PlausibleTimes.of(null, readAt);
        if (birth == null || !plausible.isPast(birth.date(), birth.lastDay())) {
            return new Times(plausible, null);
        }
        return new Times(PlausibleTimes.of(birth.date(), readAt), birth.date());
    }

    /** When something happened; null when that is not said, or cannot be. */
    @Nullable
    EventTime of(@Nullable BaseDateTimeType time) {
        EventTime read = WrittenTimes.read(time);
        return read == null ? null : past(read);
    }

    /** When something begins that may lie ahead. */
    @Nullable
    EventTime planned(@Nullable BaseDateTimeType time) {
        EventTime read = WrittenTimes.read(time);
        return read == null || plausible.isPlan(read.date(), read.lastDay()) ? read : rejected();
    }

    /** When something ends; an end in the year 9999 or so is none. */
    @Nullable
    EventTime end(@Nullable BaseDateTimeType time) {
        EventTime read = WrittenTimes.read(time);
        return read == null || PlausibleTimes.isEndless(read.date()) ? null : planned(time);
    }

    /** The start of whatever a choice of types gives; null for those that give none. An age counts from birth. */
    @Nullable
    EventTime ofChoice(@Nullable Type value) {
        return switch (value) {
            case null -> null;
            case BaseDateTimeType time -> of(time);
            case Period period -> of(period.hasStart() ? period.getStartElement() : period.getEndElement());
            case Timing timing when timing.hasEvent() -> of(timing.getEvent().getFirst());
            case Timing timing
            when timing.getRepeat().hasBoundsPeriod() ->
                of(timing.getRepeat().getBoundsPeriod().getStartElement());
            case Age age -> atAge(age);
            case Range range when range.hasLow() -> atAge(range.getLow());
            default -> null;
        };
    }

    /** The end of whatever a choice of types gives. */
    @Nullable
    EventTime endOfChoice(@Nullable Type value) {
        return value instanceof Period period ? end(period.getEndElement()) : null;
    }

    /** How many times that cannot be were met since this was asked last. */
    int takeImpossible() {
        int met = impossible;
        impossible = 0;
        return met;
    }

    /** Whether no fact can be of this time. */
    boolean cannotBe(BaseDateTimeType time) {
        EventTime read = WrittenTimes.read(time);
        return read != null && !plausible.isPast(read.date(), read.lastDay());
    }

    static @Nullable EventTime firstOf(@Nullable EventTime first, @Nullable EventTime second) {
        return first == null ? second : first;
    }

    private @Nullable EventTime atAge(Quantity age) {
        Integer months = Ages.months(age);
        if (months == null || birth == null) {
            return null;
        }
        LocalDate day = birth.plusMonths(months);
        return past(
                months % 12 == 0
                        ? WrittenTimes.ofDay(day.withDayOfYear(1), Precision.YEAR)
                        : WrittenTimes.ofDay(day.withDayOfMonth(1), Precision.MONTH));
    }

    private @Nullable EventTime past(EventTime read) {
        return plausible.isPast(read.date(), read.lastDay()) ? read : rejected();
    }

    private @Nullable EventTime rejected() {
        impossible++;
        return null;
    }
}
