package org.prodrome.reasoning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The as-of day of an assessment that is made now: the day after today's by UTC.
 *
 * <p>A resource's day is that of its own offset, which may be ahead of the site's, and clocks and typists err by a day. Up to that day
 * the mapping takes a time for possible ({@code plausible-times.tsv}) and beyond it takes it away, so that a live assessment never
 * hides an allergy, an order or this morning's result as a thing of tomorrow.
 */
public final class LiveDay {

    private LiveDay() {}

    /** The as-of day at a moment. */
    public static LocalDate at(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
    }
}
