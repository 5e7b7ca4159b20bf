package org.prodrome.fhir.mapping;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
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
            return new EventTime(day(time), time.getValue().toInstant(), Precision.INSTANT);
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

    private static LocalDate day(BaseDateTimeType time) {
        return LocalDate.of(time.getYear(), time.getMonth() + 1, time.getDay());
    }

    private static LocalDate day(BaseDateTimeType time, TemporalPrecisionEnum precision) {
        int month = precision == TemporalPrecisionEnum.YEAR ? 1 : time.getMonth() + 1;
        int day = precision == TemporalPrecisionEnum.DAY ? time.getDay() : 1;
        return LocalDate.of(time.getYear(), month, day);
    }

    private static Precision precision(TemporalPrecisionEnum precision) {
        return switch (precision) {
            case YEAR -> Precision.YEAR;
            case MONTH -> Precision.MONTH;
            default -> Precision.DAY;
        };
    }
}
