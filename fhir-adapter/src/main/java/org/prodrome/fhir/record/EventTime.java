package org.prodrome.fhir.record;

import java.time.Instant;
import java.time.LocalDate;

/**
 * When something happened, with the precision the source gave.
 *
 * @param date the calendar day in the source's own offset; first day of a month or year when that is all there is
 * @param instant the instant; midnight UTC of {@code date} below second precision
 * @param precision what the source really said
 */
public record EventTime(LocalDate date, Instant instant, Precision precision) implements Comparable<EventTime> {

    /** What part of the time the source gave. */
    public enum Precision {
        YEAR,
        MONTH,
        DAY,
        INSTANT
    }

    /** The last day that it can mean: 31 December where only a year was given. */
    public LocalDate lastDay() {
        return switch (precision) {
            case YEAR -> date.plusYears(1).minusDays(1);
            case MONTH -> date.plusMonths(1).minusDays(1);
            case DAY, INSTANT -> date;
        };
    }

    @Override
    public int compareTo(EventTime other) {
        return instant.compareTo(other.instant);
    }
}
