package org.prodrome.fhir.bulk.server;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;
import org.prodrome.fhir.search.Deadline;

/** How long to wait before asking again: what the server asks for, else doubling with jitter up to a bound. */
record Pause(Duration first, Duration longest, Deadline deadline) {

    /**
     * The wait after the n-th try, at least one; never shorter than the first.
     *
     * @param asked what the server asked for, or null
     */
    Duration after(int tries, @Nullable Duration asked) {
        Duration doubled = first.multipliedBy(1L << Math.min(tries - 1, 20));
        Duration base = doubled.compareTo(longest) < 0 ? doubled : longest;
        Duration jittered = base.plusNanos(ThreadLocalRandom.current().nextLong(base.toNanos() / 4 + 1));
        if (asked == null) {
            return jittered;
        }
        return asked.compareTo(first) < 0 ? first : asked;
    }

    /** Waits; fails where that would be longer than the whole export may take. */
    void sleep(Duration wait) throws InterruptedException {
        if (wait.compareTo(deadline.left()) >= 0) {
            throw new ExportFailed(
                    "server: expected the export within the time allowed, got a wait past it; the same command goes on",
                    null);
        }
        Thread.sleep(wait);
    }

    /** Retry-After in seconds or as an HTTP date; null when absent or not understood. */
    static @Nullable Duration asked(HttpHeaders headers) {
        String value = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            var until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration left = Duration.between(Instant.now(), until.toInstant());
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
