package org.prodrome.fhir.capability;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What each server can do, asked at {@code [base]/metadata} once for all (FHIR R4 http#capabilities). Thread-safe; one per
 * process is best.
 *
 * <p>One request at a time per server, however many ask. An answer is kept for a while, a failure shortly. A bounded number
 * of servers is remembered; the one that ends first gives way.
 */
public final class CapabilityDirectory {
    private final Map<URI, Entry> entries = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Keeping keeping;

    /**
     * How long and how much is remembered.
     *
     * @param known an answer
     * @param unknown a failure
     * @param servers most servers
     */
    public record Keeping(Duration known, Duration unknown, int servers) {
        public static final Keeping DEFAULT = new Keeping(Duration.ofHours(1), Duration.ofSeconds(30), 200);

        public Keeping {
            if (known.isNegative() || unknown.isNegative() || servers < 1) {
                throw new IllegalArgumentException("keeping: expected durations of 0 or more and at least one server");
            }
        }
    }

    private record Entry(CompletableFuture<Learnt> learning, Instant until) {
        boolean ended(Instant now) {
            return learning.isDone() && !now.isBefore(until);
        }
    }

    public CapabilityDirectory(InstantSource clock, Keeping keeping) {
        this.clock = clock;
        this.keeping = keeping;
    }

    /** With the system's clock and the default times. */
    public static CapabilityDirectory create() {
        return new CapabilityDirectory(InstantSource.system(), Keeping.DEFAULT);
    }

    /**
     * What a server can do, from memory where it is known.
     *
     * @param base FHIR base URL, without a slash at its end
     * @param source the first caller's is used, and goes on being used after that caller's patience has ended
     * @param patience how long to wait for the answer
     */
    public Learnt of(URI base, MetadataSource source, Duration patience) {
        var mine = new Entry(new CompletableFuture<>(), Instant.MAX);
        Entry current = entries.compute(base, (ignored, old) -> old == null || old.ended(clock.instant()) ? mine : old);
        if (current.learning().equals(mine.learning())) { // futures are equal by identity
            makeRoom(base);
            Thread.startVirtualThread(() -> learn(base, source, mine));
        }
        return awaited(current.learning(), patience);
    }

    /** Forgets one server, so that the next caller asks it again. */
    public void forget(URI base) {
        entries.remove(base);
    }

    private void learn(URI base, MetadataSource source, Entry mine) {
        Learnt learnt = new Learnt.Unknown("the server's CapabilityStatement could not be read");
        try {
            learnt = source.body(URI.create(base + "/metadata"))
                    .map(StatementReader::read)
                    .orElse(learnt);
        } finally {
            Duration time = learnt instanceof Learnt.Known ? keeping.known() : keeping.unknown();
            entries.replace(
                    base, mine, new Entry(mine.learning(), clock.instant().plus(time)));
            mine.learning().complete(learnt);
        }
    }

    private static Learnt awaited(CompletableFuture<Learnt> learning, Duration patience) {
        try {
            return learning.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Learnt.Unknown("the server has not yet said what it can do");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Learnt.Unknown("waiting for the server was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a capability is completed by value only", e);
        }
    }

    private void makeRoom(URI newest) {
        while (entries.size() > keeping.servers()) {
            entries.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(newest))
                    .min(Comparator.comparing(entry -> entry.getValue().until()))
                    .ifPresent(oldest -> entries.remove(oldest.getKey(), oldest.getValue()));
        }
    }
}
