package org.prodrome.web.governance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.search.Deadline;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Something that is read from the database every few seconds. While the database is away, or takes longer than an answer can
 * wait, it stays as it was last seen. Thread-safe.
 */
final class LastSeen<T> {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final String ONE = "one";

    private final Supplier<T> load;
    private final Cache<String, T> fresh;
    private volatile @Nullable T last;

    LastSeen(Supplier<T> load, Duration freshness, Ticker ticker) {
        this.load = load;
        this.fresh =
                Caffeine.newBuilder().ticker(ticker).expireAfterWrite(freshness).build();
    }

    T get() {
        T seen = fresh.getIfPresent(ONE);
        return seen == null ? look() : seen;
    }

    /** Who asks next looks again; what was last seen stays for a database that is away. */
    void forget() {
        fresh.invalidateAll();
    }

    private T look() {
        T before = last;
        T now;
        try {
            now = before == null
                    ? load.get()
                    : Deadline.in(PATIENCE).await(load::get).orElse(before);
        } catch (DataAccessException | TransactionException away) {
            if (before == null) {
                throw away;
            }
            now = before;
        }
        fresh.put(ONE, now);
        last = now;
        return now;
    }
}
