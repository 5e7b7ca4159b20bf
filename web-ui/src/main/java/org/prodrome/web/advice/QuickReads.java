package org.prodrome.web.advice;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Channel;
import org.springframework.stereotype.Component;

/**
 * Reads from the database that an answer to a hook waits for shortly. What is not there by then is left out and counted; a
 * database that does not answer at all soon is not asked any more until it does.
 */
@Component
class QuickReads {
    /** Reads that nobody waits for any more, and those that somebody does. */
    private static final int MOST = 64;

    private final Semaphore places = new Semaphore(MOST);
    private final ProdromeSettings settings;
    private final MeterRegistry meters;

    QuickReads(ProdromeSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * Reads, now.
     *
     * @param part what it is, in a word, for the metric
     * @param without what to go on with where it does not come; the app waits for it
     */
    <T> T of(Asker asker, String part, Supplier<T> read, T without) {
        return begun(asker, part, read, without).get();
    }

    /**
     * Begins to read, and goes on meanwhile.
     *
     * @return what waits for it, until as long after the beginning as an answer waits for a read; the app reads only then
     */
    <T> Supplier<T> begun(Asker asker, String part, Supplier<T> read, T without) {
        if (asker.channel() == Channel.APP) {
            return read;
        }
        if (!places.tryAcquire()) {
            return () -> leftOut(part, without);
        }
        Deadline until = Deadline.in(settings.hooks().store());
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return read.get();
            } finally {
                places.release();
            }
        });
        Thread.startVirtualThread(task);
        return () -> waited(task, until).orElseGet(() -> leftOut(part, without));
    }

    /** What is there already counts, however late it is looked at. */
    private static <T> Optional<T> waited(FutureTask<T> task, Deadline until) {
        try {
            return Optional.of(task.get(until.left().toNanos(), TimeUnit.NANOSECONDS));
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

    private <T> T leftOut(String part, T without) {
        meters.counter("prodrome.hooks.left.out", "hook", "any", "part", part).increment();
        return without;
    }
}
