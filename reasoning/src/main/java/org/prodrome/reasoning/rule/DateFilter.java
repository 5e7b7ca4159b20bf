package org.prodrome.reasoning.rule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.runtime.DateTime;
import org.opencds.cqf.cql.engine.runtime.Interval;

/**
 * The date range of a CQL retrieve ("during" in the retrieve itself): resources whose date may lie in it. A date is as wide as
 * its precision; one that is missing lies in no range.
 */
final class DateFilter {
    private DateFilter() {}

    /**
     * @param paths elements that hold the date, such as {@code effective}; nulls are left out
     * @param range of DateTime or Date; an open end is unbounded
     */
    static List<Object> within(List<Object> resources, Stream<@Nullable String> paths, Interval range) {
        List<String> named = paths.filter(Objects::nonNull).toList();
        Span wanted = new Span(instant(range.getStart(), false), instant(range.getEnd(), true));
        return resources.stream()
                .filter(resource -> named.stream().anyMatch(path -> lies((Resource) resource, path, wanted)))
                .toList();
    }

    private static boolean lies(Resource resource, String path, Span wanted) {
        Property property = resource.getNamedProperty(path.replaceFirst("[.].*$", ""));
        return property != null && property.getValues().stream().anyMatch(value -> lies(value, wanted));
    }

    private static boolean lies(Base value, Span wanted) {
        return switch (value) {
            case BaseDateTimeType time when time.hasValue() -> new Span(first(time), last(time)).meets(wanted);
            case Period period ->
                new Span(
                                period.hasStart() ? first(period.getStartElement()) : Instant.MIN,
                                period.hasEnd() ? last(period.getEndElement()) : Instant.MAX)
                        .meets(wanted);
            default -> false;
        };
    }

    /** Both ends count. */
    private record Span(Instant from, Instant to) {
        boolean meets(Span other) {
            return !from.isAfter(other.to) && !other.from.isAfter(to);
        }
    }

    private static Instant first(BaseDateTimeType time) {
        return time.getValue().toInstant();
    }

    private static Instant last(BaseDateTimeType time) {
        BaseDateTimeType next = time.copy() instanceof BaseDateTimeType copy ? copy : time;
        next.add(time.getPrecision().getCalendarConstant(), 1);
        return next.getValue().toInstant().minus(1, ChronoUnit.MILLIS);
    }

    private static Instant instant(@Nullable Object end, boolean high) {
        return switch (end) {
            case DateTime time ->
                time.getDateTime() == null ? bound(high) : time.getDateTime().toInstant();
            case org.opencds.cqf.cql.engine.runtime.Date day ->
                day.getDate() == null
                        ? bound(high)
                        : day.getDate()
                                .plusDays(high ? 1 : 0)
                                .atStartOfDay(java.time.ZoneOffset.UTC)
                                .toInstant()
                                .minusMillis(high ? 1 : 0);
            case Date date -> date.toInstant();
            case null, default -> bound(high);
        };
    }

    private static Instant bound(boolean high) {
        return high ? Instant.MAX : Instant.MIN;
    }
}
