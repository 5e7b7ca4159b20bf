package org.prodrome.fhir.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which days can be in a record, by {@code plausible-times.tsv}: a clock may be a century off.
 *
 * @param earliest nothing of the patient happened before
 * @param latest no fact happened after
 * @param farthest no plan begins after
 */
record PlausibleTimes(LocalDate earliest, LocalDate latest, LocalDate farthest) {
    private static final Map<String, Integer> LIMITS = Rows.of("plausible-times.tsv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> Integer.valueOf(row.get(1))));
    private static final LocalDate FIRST_DAY = LocalDate.of(limit("earliest year"), 1, 1);

    /**
     * For one patient.
     *
     * @param birth day of birth, or null when unknown
     * @param readAt when reading ended; the epoch where nobody knows (an export, a file): then nothing lies ahead
     */
    static PlausibleTimes of(@Nullable LocalDate birth, Instant readAt) {
        LocalDate earliest = birth == null ? FIRST_DAY : birth.minusDays(limit("days before birth"));
        if (readAt.equals(Instant.EPOCH)) {
            return new PlausibleTimes(earliest, LocalDate.MAX, LocalDate.MAX);
        }
        LocalDate today = readAt.atZone(ZoneOffset.UTC).toLocalDate();
        return new PlausibleTimes(
                earliest, today.plusDays(limit("days ahead")), today.plusYears(limit("years ahead for plans")));
    }

    /** Whether a fact may be of this day; of a day that stands for a month or a year, whether any day of it may. */
    boolean isPast(LocalDate day, LocalDate lastDay) {
        return !lastDay.isBefore(earliest) && !day.isAfter(latest);
    }

    /** Whether a plan may be of this day. */
    boolean isPlan(LocalDate day, LocalDate lastDay) {
        return !lastDay.isBefore(earliest) && !day.isAfter(farthest);
    }

    /** Whether an end is so far off that it says there is none, whenever it was read. */
    static boolean isEndless(LocalDate end) {
        return end.getYear() >= limit("endless from year");
    }

    private static int limit(String name) {
        return Objects.requireNonNull(LIMITS.get(name), name);
    }
}
