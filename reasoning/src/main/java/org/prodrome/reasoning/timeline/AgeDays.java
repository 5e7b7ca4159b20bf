package org.prodrome.reasoning.timeline;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Age in whole days since birth.
 *
 * @param value days; negative only for facts recorded before birth
 */
public record AgeDays(int value) implements Comparable<AgeDays> {
    private static final double DAYS_PER_YEAR = 365.25;

    public static AgeDays between(LocalDate birth, LocalDate date) {
        return new AgeDays(Math.toIntExact(ChronoUnit.DAYS.between(birth, date)));
    }

    /** Years of 365.25 days. */
    public double years() {
        return value / DAYS_PER_YEAR;
    }

    @Override
    public int compareTo(AgeDays other) {
        return Integer.compare(value, other.value);
    }
}
