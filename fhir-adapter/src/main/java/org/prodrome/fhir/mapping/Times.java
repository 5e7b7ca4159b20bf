package org.prodrome.fhir.mapping;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.EventTime.Precision;

/** FHIR dates, with the precision they were written in, to {@link EventTime}. */
final class Times {
    private Times() {}

    static @Nullable EventTime of(@Nullable BaseDateTimeType time) {
        if (time == null || time.getValue() == null) {
            return null;
        }
        TemporalPrecisionEnum precision = time.getPrecision();
        if (precision.ordinal() > TemporalPrecisionEnum.DAY.ordinal()) {
            return new EventTime(
                    day(time, TemporalPrecisionEnum.DAY), time.getValue().toInstant(), Precision.INSTANT);
        }
        return ofDay(day(time, precision), precision(precision));
    }

    /** The start of whatever a choice of types gives; null for those that give none. */
    static @Nullable EventTime ofChoice(@Nullable Type value) {
        return switch (value) {
            case null -> null;
            case BaseDateTimeType time -> of(time);
            case Period period -> of(period.getStartElement());
            case Timing timing when timing.hasEvent() -> of(timing.getEvent().getFirst());
            default -> null;
        };
    }

    static EventTime ofDay(LocalDate day, Precision precision) {
        return new EventTime(day, day.atStartOfDay(ZoneOffset.UTC).toInstant(), precision);
    }

    static @Nullable EventTime firstOf(@Nullable EventTime first, @Nullable EventTime second) {
        return first == null ? second : first;
    }

    /** The day as written. Read from the text: HAPI makes a calendar for each part it is asked for. */
    private static LocalDate day(BaseDateTimeType time, TemporalPrecisionEnum precision) {
        String text = time.getValueAsString();
        int month = precision == TemporalPrecisionEnum.YEAR ? 1 : digits(text, 5);
        int day = precision == TemporalPrecisionEnum.DAY ? digits(text, 8) : 1;
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

    private static Precision precision(TemporalPrecisionEnum precision) {
        return switch (precision) {
            case YEAR -> Precision.YEAR;
            case MONTH -> Precision.MONTH;
            default -> Precision.DAY;
        };
    }
}
