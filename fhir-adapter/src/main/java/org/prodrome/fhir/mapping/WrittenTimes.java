package org.prodrome.fhir.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.EventTime.Precision;

/** What a FHIR date says, in the precision and the offset it was written in. */
final class WrittenTimes {
    private WrittenTimes() {}

    static @Nullable EventTime read(@Nullable BaseDateTimeType time) {
        if (time == null || time.getValue() == null) {
            return null;
        }
        return switch (time.getPrecision()) {
            case YEAR -> ofDay(day(time, 1), Precision.YEAR);
            case MONTH -> ofDay(day(time, 2), Precision.MONTH);
            case DAY -> ofDay(day(time, 3), Precision.DAY);
            case MINUTE, SECOND, MILLI -> new EventTime(day(time, 3), instant(time), Precision.INSTANT);
        };
    }

    static EventTime ofDay(LocalDate day, Precision precision) {
        return new EventTime(day, day.atStartOfDay(ZoneOffset.UTC).toInstant(), precision);
    }

    /** The day as written. Read from the text: HAPI makes a calendar for each part it is asked for. */
    private static LocalDate day(BaseDateTimeType time, int parts) {
        String text = time.getValueAsString();
        int month = parts > 1 ? digits(text, 5) : 1;
        int day = parts > 2 ? digits(text, 8) : 1;
        return LocalDate.of(digits(text, 0) * 100 + digits(text, 2), month, day);
    }

    private static int digits(String text, int at) {
        int tens = text.length() < at + 2 ? -1 : Character.digit(text.charAt(at), 10);
        int ones = tens < 0 ? -1 : Character.digit(text.charAt(at + 1), 10);
        if (ones < 0) {
            throw new DateTimeException("date: expected two digits at place " + at);
        }
        return 10 * tens + ones;
    }

    /** FHIR asks for an offset beside a time of day; without one it counts as UTC, not as this machine's own zone. */
    private static Instant instant(BaseDateTimeType time) {
        return time.getTimeZone() != null
                ? time.getValue().toInstant()
                : day(time, 3)
                        .atTime(time.getHour(), time.getMinute(), time.getSecond())
                        .toInstant(ZoneOffset.UTC);
    }
}
