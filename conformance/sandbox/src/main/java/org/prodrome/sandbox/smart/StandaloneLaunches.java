package org.prodrome.sandbox.smart;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Authorization requests that wait for a user to sign in and pick a patient. Thread-safe; each is taken once. */
final class StandaloneLaunches {

    private static final Duration VALID_FOR = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    StandaloneLaunches(InstantSource clock) {
        this.clock = clock;
    }

    String keep(AuthorizationRequest request) {
        Instant now = clock.instant();
        waiting.values().removeIf(old -> old.until().isBefore(now));
        String id = OpaqueValue.next();
        waiting.put(id, new Waiting(request, now.plus(VALID_FOR)));
        return id;
    }

    /** Leaves it waiting. */
    Optional<AuthorizationRequest> find(String id) {
        return Optional.ofNullable(waiting.get(id))
                .filter(found -> clock.instant().isBefore(found.until()))
                .map(Waiting::request);
    }

    Optional<AuthorizationRequest> take(String id) {
        return Optional.ofNullable(waiting.remove(id))
                .filter(found -> clock.instant().isBefore(found.until()))
                .map(Waiting::request);
    }

    private record Waiting(AuthorizationRequest request, Instant until) {}
}
