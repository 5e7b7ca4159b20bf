package org.prodrome.web.cdshooks;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.web.config.HookSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.stereotype.Component;

/**
 * How many calls there may be at a time. A call has a place from its arrival; of those, some are worked on and others wait for
 * that, shortly. Discovery and feedback have places of their own.
 */
@Component
class HookPlaces {
    private final HookSettings settings;
    private final Semaphore calls;
    private final Semaphore others;
    private final Semaphore answering;

    HookPlaces(ProdromeSettings settings, MeterRegistry meters) {
        this.settings = settings.hooks();
        this.calls = new Semaphore(this.settings.calls());
        this.others = new Semaphore(this.settings.otherCalls());
        this.answering = new Semaphore(this.settings.answering(), true);
        Gauge.builder("prodrome.hooks.calls.free", calls, Semaphore::availablePermits)
                .register(meters);
        Gauge.builder("prodrome.hooks.answering.free", answering, Semaphore::availablePermits)
                .register(meters);
    }

    /** A place that is given back once. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A place for a call that has arrived.
     *
     * @throws Overloaded where there is none
     */
    Place arrive(boolean hook) {
        Semaphore places = hook ? calls : others;
        if (!places.tryAcquire()) {
            throw new Overloaded("Too many calls at a time.");
        }
        return places::release;
    }

    /**
     * A place for working on an answer.
     *
     * @throws Overloaded where there is none soon
     */
    Place answer(Deadline until) {
        long patience = until.atMostIn(settings.patience()).left().toNanos();
        try {
            if (answering.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                return answering::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Overloaded("Too many calls are being answered.");
    }
}
