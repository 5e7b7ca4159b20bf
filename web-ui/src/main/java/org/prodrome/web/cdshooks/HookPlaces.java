package org.prodrome.web.cdshooks;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.web.config.HookSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.stereotype.Component;

/**
 * How many calls there may be at a time. A call has a place from its arrival; of those, a few more than there are processors are worked on
 * and the others wait for their turn. A call whose turn would come too late is refused when it arrives, before its token is checked
 * and its body is read. Of the waiting, one client has no more than its share either, so that its flood makes nobody else wait for too
 * long. Discovery and feedback have places of their own.
 */
@Component
class HookPlaces {
    private final Duration patience;
    private final int most;
    private final Semaphore others;
    private final Semaphore answering;
    private final ExpectedWait wait;
    /** Calls that wait for their turn or are worked on; who still sends its body, or waits for another server, is in nobody's way. */
    private final AtomicInteger before = new AtomicInteger();

    private final AtomicInteger inside = new AtomicInteger();
    private final ClientShares shares;
    /** Of each client, how many of {@link #before} are its own. */
    private final Map<String, AtomicInteger> beforeOf = new ConcurrentHashMap<>();

    HookPlaces(ProdromeSettings settings, ClientShares shares, MeterRegistry meters) {
        this.shares = shares;
        HookSettings hooks = settings.hooks();
        this.patience = hooks.patience();
        this.most = hooks.calls();
        this.others = new Semaphore(hooks.otherCalls());
        this.answering = new Semaphore(hooks.turns(), true);
        this.wait = new ExpectedWait(hooks.turns());
        Gauge.builder("prodrome.hooks.calls.free", inside, now -> most - now.get())
                .register(meters);
        Gauge.builder("prodrome.hooks.answering.free", answering, Semaphore::availablePermits)
                .register(meters);
        Gauge.builder("prodrome.hooks.turn.seconds", wait, now -> now.turn().toNanos() / 1e9)
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
     * @throws Overloaded where there is none, or its turn would come too late
     */
    Place arrive(boolean hook) {
        return hook ? arriveForAnswer() : arriveForOther();
    }

    private Place arriveForOther() {
        if (!others.tryAcquire()) {
            throw new Overloaded("Too many calls at a time.");
        }
        return others::release;
    }

    private Place arriveForAnswer() {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            throw new Overloaded("Too many calls at a time.");
        }
        if (isTooLate(before.get())) {
            inside.decrementAndGet();
            throw new Overloaded("Too many calls wait to be answered.");
        }
        return inside::decrementAndGet;
    }

    private boolean isTooLate(int others) {
        return wait.behind(others).compareTo(patience) > 0;
    }

    /** Whether a client's own calls alone use up its share of what others would have to wait. */
    private boolean isBeyondShare(String client, int own) {
        return wait.behind(own).toNanos() > patience.toNanos() * shares.part(client);
    }

    /**
     * The turn of a call that has arrived.
     *
     * @param client whose call it is
     * @throws Overloaded where it does not come soon, or the client's calls have their share of the waiting
     */
    Turn turn(String client, Deadline until) {
        AtomicInteger ofClient = beforeOf.computeIfAbsent(client, known -> new AtomicInteger());
        boolean has = false;
        int own = ofClient.getAndIncrement();
        int all = before.getAndIncrement();
        try {
            if (!isTooLate(all) && isBeyondShare(client, own)) {
                throw shares.refused(client);
            }
            has = !isTooLate(all) && acquired(until.atMostIn(patience));
        } finally {
            if (!has) {
                leave(ofClient);
            }
        }
        if (!has) {
            throw new Overloaded("Too many calls are being answered.");
        }
        return new Turn(ofClient);
    }

    /** How long a turn took: those to come are expected to take as long. */
    void took(Duration turn) {
        wait.took(turn);
    }

    private void leave(AtomicInteger ofClient) {
        ofClient.decrementAndGet();
        before.decrementAndGet();
    }

    private boolean acquired(Deadline until) {
        try {
            return answering.tryAcquire(until.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Being worked on. Of one thread at a time; who waits for another server lets others have their turn meanwhile. */
    final class Turn implements Place {
        private final AtomicInteger ofClient;
        private long since = System.nanoTime();
        private long worked;
        private boolean has = true;
        private boolean closed;

        private Turn(AtomicInteger ofClient) {
            this.ofClient = ofClient;
        }

        /**
         * Waits for somebody else's answer.
         *
         * @param until when the call's own time is over: who does not have its turn back by then has no use for it
         */
        <T> T during(Supplier<T> waiting, Deadline until) {
            pause();
            leave(ofClient);
            try {
                return waiting.get();
            } finally {
                ofClient.incrementAndGet();
                before.incrementAndGet();
                has = acquired(until);
                since = System.nanoTime();
            }
        }

        private void pause() {
            if (has) {
                has = false;
                worked += System.nanoTime() - since;
                answering.release();
            }
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            leave(ofClient);
            if (has) {
                pause();
                took(Duration.ofNanos(worked));
            }
        }
    }
}
