package org.prodrome.web.draft;

import java.time.Duration;
import java.time.Instant;
import org.prodrome.web.config.WriteBackSettings;

/** When a draft that got nowhere is tried again: doubling waits up to a longest one, a little apart from each other. Pure. */
record Retries(WriteBackSettings settings) {

    /**
     * The time of the next try.
     *
     * @param attempts how often it was tried, this one included
     * @param jitter from 0 to 1
     */
    Instant next(Instant now, int attempts, double jitter) {
        long doubled = settings.retryAfter().toMillis() << Math.min(Math.max(attempts - 1, 0), 20);
        Duration wait =
                Duration.ofMillis(Math.min(doubled, settings.retryAtMost().toMillis()));
        return after(now, wait, jitter);
    }

    /** The time of the next try of what can't be sent now at all. */
    Instant atMost(Instant now, double jitter) {
        return after(now, settings.retryAtMost(), jitter);
    }

    private static Instant after(Instant now, Duration wait, double jitter) {
        return now.plus(wait).plusMillis((long) (wait.toMillis() * 0.2 * jitter));
    }

    /** Whether a record read then must be read again before something that rests on it is written. */
    boolean stale(Instant readAt, Instant now) {
        return readAt.isBefore(now.minus(settings.recheckAfter()));
    }

    /** Whether it was accepted so long ago that it must be decided again. */
    boolean expired(Instant acceptedAt, Instant now) {
        return acceptedAt.isBefore(now.minus(settings.giveUpAfter()));
    }
}
