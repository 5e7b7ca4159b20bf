package org.prodrome.fhir.search;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long to wait before trying again: what the server asks for, else doubling with jitter. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(150);

    private Backoff() {}

    /**
     * The wait after the n-th try.
     *
     * @param sent how many tries were made, at least 1
     * @param asked what the server asked for, or null
     */
    static Duration after(int sent, @Nullable Duration asked) {
        Duration base = FIRST.multipliedBy(1L << Math.min(sent - 1, 6));
        Duration jittered = base.plusMillis(ThreadLocalRandom.current().nextLong(base.toMillis() + 1));
        return asked == null || asked.compareTo(jittered) < 0 ? jittered : asked;
    }

    /** Retry-After in seconds or as an HTTP date; null when absent or not understood. */
    static @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (value.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            var until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(Instant.now(), until.toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
