package org.prodrome.web.cdshooks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a call that comes now would wait for its turn: as many turns as there are calls before it, each as long as turns took
 * lately, through as many places as there are. Thread-safe.
 */
final class ExpectedWait {
    /** The moving mean follows its last eight values or so: a machine that grows slow is noticed within as many calls. */
    private static final int WEIGHT = 8;

    private final int places;
    private final AtomicLong meanNanos = new AtomicLong();

    ExpectedWait(int places) {
        this.places = places;
    }

    /** A turn has ended. */
    void took(Duration turn) {
        long nanos = turn.toNanos();
        meanNanos.updateAndGet(mean -> mean == 0 ? nanos : mean + (nanos - mean) / WEIGHT);
    }

    /** How long a turn takes; zero before the first has ended. */
    Duration turn() {
        return Duration.ofNanos(meanNanos.get());
    }

    /**
     * The wait.
     *
     * @param before calls that are waited for or worked on now; where they leave a place free nobody waits
     */
    Duration behind(int before) {
        return Duration.ofNanos(meanNanos.get() * Math.max(0, before - places + 1) / places);
    }
}
