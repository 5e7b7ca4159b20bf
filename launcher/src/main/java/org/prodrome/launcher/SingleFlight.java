package org.prodrome.launcher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets one thread do a piece of work while the others who want it wait for its outcome, good or bad. */
final class SingleFlight<T> {
    private final AtomicReference<@Nullable CompletableFuture<T>> flying = new AtomicReference<>();

    T join(Supplier<T> work) {
        var mine = new CompletableFuture<T>();
        var others = flying.compareAndExchange(null, mine);
        return others == null ? lead(mine, work) : await(others);
    }

    private T lead(CompletableFuture<T> mine, Supplier<T> work) {
        try {
            var outcome = work.get();
            flying.set(null); // before those who wait go on: one who joins again must not get this outcome again
            mine.complete(outcome);
            return outcome;
        } catch (RuntimeException | Error e) {
            flying.set(null);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static <T> T await(CompletableFuture<T> others) {
        try {
            return others.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
