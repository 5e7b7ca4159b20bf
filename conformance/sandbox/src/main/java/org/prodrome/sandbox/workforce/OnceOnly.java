package org.prodrome.sandbox.workforce;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.prodrome.sandbox.smart.OpaqueValue;

/** Things kept under an unguessable value, each taken at most once and for no longer than a time. Thread-safe. */
final class OnceOnly<T> {
    private final Map<String, Kept<T>> kept = new HashMap<>();
    private final InstantSource clock;
    private final Duration life;

    OnceOnly(InstantSource clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    synchronized String keep(T thing) {
        Instant now = clock.instant();
        kept.values().removeIf(old -> !now.isBefore(old.until()));
        String value = OpaqueValue.next();
        kept.put(value, new Kept<>(thing, now.plus(life)));
        return value;
    }

    synchronized Optional<T> take(String value) {
        return Optional.ofNullable(kept.remove(value))
                .filter(one -> clock.instant().isBefore(one.until()))
                .map(Kept::thing);
    }

    private record Kept<T>(T thing, Instant until) {}
}
