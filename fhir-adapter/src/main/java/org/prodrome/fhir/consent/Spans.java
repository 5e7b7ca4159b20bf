package org.prodrome.fhir.consent;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Days within the periods of a Consent. Both ends belong to a period. */
final class Spans {
    /** Elements that tell when a resource's fact was so, the best first. */
    private static final List<String> TIMES = List.of(
            "effective",
            "onset",
            "performed",
            "occurrence",
            "period",
            "authoredOn",
            "recordedDate",
            "date",
            "issued",
            "recorded");

    private Spans() {}

    /** Unclear where the day is not known and the period has an end or a beginning, or one that is there and not told. */
    static Match holds(Period period, @Nullable LocalDate day) {
        if (!period.hasStart() && !period.hasEnd()) {
            return Match.YES;
        }
        if (day == null || isUntold(period.getStartElement()) || isUntold(period.getEndElement())) {
            return Match.UNCLEAR;
        }
        boolean begun = !period.hasStart() || !day.isBefore(day(period.getStart()));
        boolean over = period.hasEnd() && day.isAfter(day(period.getEnd()));
        return Match.of(begun && !over);
    }

    /** The day of a resource's fact; null where it gives none. */
    static @Nullable LocalDate day(Resource resource) {
        for (String name : TIMES) {
            for (Property property : resource.children()) {
                if (property.getName().replace("[x]", "").equals(name)) {
                    LocalDate day = property.getValues().stream()
                            .map(Spans::day)
                            .filter(java.util.Objects::nonNull)
                            .findFirst()
                            .orElse(null);
                    if (day != null) {
                        return day;
                    }
                }
            }
        }
        return null;
    }

    /** An extension stands where the date should: it is there, and nobody says when. */
    private static boolean isUntold(BaseDateTimeType time) {
        return !time.isEmpty() && !time.hasValue();
    }

    private static @Nullable LocalDate day(Base value) {
        return switch (value) {
            case BaseDateTimeType time when time.hasValue() -> day(time.getValue());
            case Period period when period.getStartElement().hasValue() -> day(period.getStart());
            default -> null;
        };
    }

    private static LocalDate day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
    }
}
