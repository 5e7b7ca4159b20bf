package org.prodrome.web.launch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * How many launches may be at the database at once: a burst of them waits in order of arrival, and leaves connections for hook calls,
 * which have no time to wait.
 */
@Component
class LaunchTurns {
    /** Of the pool's 12. */
    private static final int AT_ONCE = 6;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    <T> T take(Supplier<T> work) {
        if (!begun()) {
            throw new IllegalStateException(
                    "launches: expected a turn within " + PATIENCE.toSeconds() + " s, got none");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private boolean begun() {
        try {
            return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
