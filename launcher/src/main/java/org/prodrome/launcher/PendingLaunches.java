package org.prodrome.launcher;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Where launches wait between the two redirects. Several app nodes may share one store.
 *
 * <p>Implementations are safe for several threads, bounded, and give each entry out once: {@link #take} reads and deletes in
 * one step, which is what makes a state single-use (app-launch#response-4). In SQL: {@code delete ... returning}.
 */
public interface PendingLaunches {

    /** Keeps an entry. Expired ones are dropped, here or by a schedule; a full store drops the oldest too, or refuses. */
    void put(Entry entry);

    /** Gives the entry with this key and deletes it, whether or not it has expired; empty when there is none. */
    Optional<Entry> take(String key);

    /** A store in this process's memory, of at most {@code capacity} launches. */
    static PendingLaunches inMemory(Clock clock, int capacity) {
        return new PendingLaunchesInMemory(clock, capacity);
    }

    /**
     * One pending launch, as a store sees it.
     *
     * @param key a digest of the state: whoever reads the store can't answer in its place
     * @param content opaque text of at most 8 KiB; holds the PKCE verifier, so keep it as you keep secrets
     */
    record Entry(String key, String content, Instant expiresAt) {
        @Override
        public String toString() {
            return "Entry[expiresAt=" + expiresAt + "]";
        }
    }
}
