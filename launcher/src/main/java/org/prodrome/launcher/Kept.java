package org.prodrome.launcher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One fetched thing, kept for a while and fetched by one thread at a time. */
final class Kept<T> {
    /** So long a failure counts for others too: whoever makes fetches fail can't make this app hammer a server. */
    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(1);

    private final SingleFlight<Fetched<T>> flight = new SingleFlight<>();
    private final Clock clock;
    private volatile @Nullable Fetched<T> last;
    private volatile @Nullable Failed failed;

    private record Fetched<T>(T value, Instant at) {}

    private record Failed(LaunchException cause, Instant at) {}

    Kept(Clock clock) {
        this.clock = clock;
    }

    /** What was fetched at most so long ago, else what {@code fetch} gives now. */
    T atMostOld(Duration age, Supplier<T> fetch) {
        var young = youngerThan(age);
        return (young != null ? young : flight.join(() -> refetched(age, fetch))).value();
    }

    /** What was fetched before unless it is spent, else what {@code fetch} gives now. */
    T unless(Predicate<T> spent, Supplier<T> fetch) {
        var usable = last;
        return (usable != null && !spent.test(usable.value())
                        ? usable
                        : flight.join(() -> {
                            var landed = last;
                            return landed != null && !spent.test(landed.value()) ? landed : fetched(fetch);
                        }))
                .value();
    }

    /** Drops what was fetched longer ago than this. */
    void forgetOlder(Duration age) {
        if (youngerThan(age) == null) {
            last = null;
        }
    }

    /** Looks again first: another flight may have landed between the caller's look and its own start. */
    private Fetched<T> refetched(Duration age, Supplier<T> fetch) {
        var young = youngerThan(age);
        if (young != null) {
            return young;
        }
        var before = failed;
        if (before != null && clock.instant().isBefore(before.at().plus(BETWEEN_FAILURES))) {
            throw before.cause();
        }
        try {
            return fetched(fetch);
        } catch (LaunchException e) {
            failed = new Failed(e, clock.instant());
            throw e;
        }
    }

    private Fetched<T> fetched(Supplier<T> fetch) {
        var fetched = new Fetched<>(fetch.get(), clock.instant());
        last = fetched;
        return fetched;
    }

    private @Nullable Fetched<T> youngerThan(Duration age) {
        var candidate = last;
        return candidate != null && clock.instant().isBefore(candidate.at().plus(age)) ? candidate : null;
    }
}
