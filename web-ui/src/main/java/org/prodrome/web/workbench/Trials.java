package org.prodrome.web.workbench;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs what informaticists try out, beside advice that somebody waits for: one trial at a time, at the lowest priority, and nobody
 * waits longer than the limit. A trial that does not end keeps the others out until it does. Thread-safe.
 */
final class Trials {
    private final Duration longest;
    private final Semaphore one = new Semaphore(1);

    /** @param longest that whoever asked waits */
    Trials(Duration longest) {
        this.longest = longest;
    }

    /**
     * What the trial comes to.
     *
     * @throws Refused when another one runs, or this one takes too long
     * @throws RuntimeException what the trial itself threw
     */
    <T> T run(Callable<T> trial) {
        if (!one.tryAcquire()) {
            throw new Refused("Another trial is running. Try again in a moment.");
        }
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread worker = Thread.ofPlatform()
                .daemon()
                .name("rule-trial")
                .priority(Thread.MIN_PRIORITY)
                .start(() -> ran(trial).accept(outcome));
        return answer(outcome, worker);
    }

    /** Runs it, makes way for the next, and has the outcome to tell. */
    private <T> Consumer<CompletableFuture<T>> ran(Callable<T> trial) {
        try {
            T value = trial.call();
            return outcome -> outcome.complete(value);
        } catch (Throwable failed) { // whoever waits is told
            return outcome -> outcome.completeExceptionally(failed);
        } finally {
            one.release();
        }
    }

    private <T> T answer(CompletableFuture<T> outcome, Thread worker) {
        try {
            return outcome.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            worker.interrupt();
            throw new Refused("The trial took more than " + longest.toSeconds() + " seconds and was given up.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            worker.interrupt();
            throw new Refused("The app is stopping.");
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNull(failed.getCause());
            if (cause instanceof RuntimeException usual) {
                throw usual;
            }
            throw new IllegalStateException(
                    "a trial failed: " + cause.getClass().getName());
        }
    }

    /** A trial that was not run to its end; the message is for a person and says nothing of the record. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String words) {
            super(words);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }
}
