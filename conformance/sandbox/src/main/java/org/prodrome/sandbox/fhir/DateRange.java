package org.prodrome.sandbox.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;

/**
 * The stretch of time a FHIR date stands for, by its precision: from {@code low} up to, not including, {@code high}.
 * A value without a zone is read as UTC.
 */
record DateRange(Instant low, Instant high) {

    static DateRange parse(String text) {
        try {
            return switch (text.length()) {
                case 4 ->
                    days(
                            Year.parse(text).atDay(1),
                            Year.parse(text).plusYears(1).atDay(1));
                case 7 ->
                    days(
                            YearMonth.parse(text).atDay(1),
                            YearMonth.parse(text).plusMonths(1).atDay(1));
                case 10 -> days(LocalDate.parse(text), LocalDate.parse(text).plusDays(1));
                default -> moment(text);
            };
        } catch (DateTimeException _) {
            throw new StoreException.Invalid(
                    "date: expected YYYY, YYYY-MM, YYYY-MM-DD or a dateTime, got something else");
        }
    }

    /** What a resource's element covers; nothing for an element that is no date. */
    static Optional<DateRange> of(Base value) {
        if (value instanceof BaseDateTimeType date && date.hasValue()) {
            return Optional.of(parse(date.getValueAsString()));
        }
        if (value instanceof Period period && !period.isEmpty()) {
            Instant low = period.hasStart() ? parse(period.getStartElement().getValueAsString()).low : Instant.MIN;
            Instant high = period.hasEnd() ? parse(period.getEndElement().getValueAsString()).high : Instant.MAX;
            return Optional.of(new DateRange(low, high));
        }
        return Optional.empty();
    }

    private static DateRange moment(String text) {
        boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d{2}:\\d{2}$");
        Instant low = zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        return new DateRange(low, text.contains(".") ? low.plusMillis(1) : low.plusSeconds(1));
    }

    private static DateRange days(LocalDate low, LocalDate high) {
        return new DateRange(
                low.atStartOfDay(ZoneOffset.UTC).toInstant(),
                high.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
