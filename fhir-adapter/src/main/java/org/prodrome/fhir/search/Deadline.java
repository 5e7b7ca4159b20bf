package org.prodrome.fhir.search;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of a budget, on the monotonic clock. */
public record Deadline(long endNanos) {

    public static Deadline in(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    /** What is left; never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    public boolean passed() {
        return left().isZero();
    }

    /** This one, or the end of a shorter budget that begins now. */
    public Deadline atMostIn(Duration budget) {
        return budget.compareTo(left()) < 0 ? in(budget) : this;
    }

    /** So much earlier. */
    public Deadline before(Duration reserve) {
        return new Deadline(endNanos - reserve.toNanos());
    }

    /**
     * What comes of work by then. Work that is not done by then goes on, on a thread of its own, and nobody hears of it. It is not
     * interrupted: that would close the files of an embedded database.
     *
     * @return empty where it is not done by then
     */
    public <T> Optional<T> await(Callable<T> work) {
        return await(Thread::startVirtualThread, work);
    }

    /**
     * The same on a thread of the executor's: for work that computes, which on virtual threads would keep others from being heard.
     *
     * @throws java.util.concurrent.RejectedExecutionException where the executor takes no more
     */
    public <T> Optional<T> await(Executor executor, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        executor.execute(task);
        try {
            return Optional.of(task.get(left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(failed.getCause());
        }
    }
}
