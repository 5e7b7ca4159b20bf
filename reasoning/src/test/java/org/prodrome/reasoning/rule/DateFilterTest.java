package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.opencds.cqf.cql.engine.runtime.Date;
import org.opencds.cqf.cql.engine.runtime.Interval;

class DateFilterTest {
    private static final Interval MARCH = new Interval(new Date("2026-03-01"), true, new Date("2026-03-31"), true);

    private static boolean lies(Type effective) {
        Observation observation = new Observation().setEffective(effective);
        return !DateFilter.within(List.of(observation), Stream.of("effective", null, null), MARCH)
                .isEmpty();
    }

    @Test
    void keepsBothDaysAtTheEnds() {
        assertThat(lies(new DateTimeType("2026-03-01"))).isTrue();
        assertThat(lies(new DateTimeType("2026-03-31T23:59:59Z"))).isTrue();
        assertThat(lies(new DateTimeType("2026-02-27"))).isFalse();
        assertThat(lies(new DateTimeType("2026-04-02"))).isFalse();
    }

    @Test
    void aMonthOrYearThatMayLieInTheRangeIsKept() {
        assertThat(lies(new DateTimeType("2026"))).isTrue();
        assertThat(lies(new DateTimeType("2026-03"))).isTrue();
        assertThat(lies(new DateTimeType("2025"))).isFalse();
    }

    @Test
    void aPeriodMeetsTheRangeWhereTheyOverlap() {
        assertThat(lies(period("2026-01-01", "2026-03-02"))).isTrue();
        assertThat(lies(period("2026-01-01", null))).isTrue();
        assertThat(lies(period("2026-04-10", null))).isFalse();
        assertThat(lies(period(null, "2026-01-10"))).isFalse();
    }

    @Test
    void whatHasNoDateLiesInNoRange() {
        assertThat(DateFilter.within(List.of(new Observation()), Stream.of("effective"), MARCH))
                .isEmpty();
    }

    private static Period period(
            @org.jspecify.annotations.Nullable String start, @org.jspecify.annotations.Nullable String end) {
        Period period = new Period();
        if (start != null) {
            period.setStartElement(new DateTimeType(start));
        }
        if (end != null) {
            period.setEndElement(new DateTimeType(end));
        }
        return period;
    }
}
