package org.prodrome.web.advice;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
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
     * Reads.
     *
     * @param part what it is, in a word, for the metric
     * @param without what to go on with where it does not come; the app waits for it
     */
    <T> T of(Asker asker, String part, Supplier<T> read, T without) {
        if (asker.channel() == Channel.APP) {
            return read.get();
        }
        if (!places.tryAcquire()) {
            return leftOut(part, without);
        }
        return Deadline.in(settings.hooks().store())
                .await(() -> {
                    try {
                        return read.get();
                    } finally {
                        places.release();
                    }
                })
                .orElseGet(() -> leftOut(part, without));
    }

    private <T> T leftOut(String part, T without) {
        meters.counter("prodrome.hooks.left.out", "hook", "any", "part", part).increment();
        return without;
    }
}
