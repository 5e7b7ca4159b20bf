package org.prodrome.web.advice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps in the database, in their order, what answers must not wait for. Bounded; what finds it full is lost and counted.
 *
 * <p>Until something is kept it can be found here, so that feedback that comes at once finds its card. While the database is
 * away it waits. A program that ends keeps what waits first; one that is killed loses it: the gauge {@code
 * prodrome.hooks.store.waiting} says how much that would be.
 */
@Component
class StoreQueue implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StoreQueue.class);
    /** After the web server has ended its last call. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

    private static final int TOGETHER = 64;
    /** How long what comes first waits for others: a database that writes its log once for all of them has time for its reads. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LAST_TRIES = Duration.ofSeconds(20);

    private final TransactionTemplate transaction;
    private final BlockingQueue<Entry> waiting;
    private final Map<UUID, Held> cards = new ConcurrentHashMap<>();
    private final LostCards lostCards = new LostCards();
    private final Counter lost;
    private final Timer together;
    private volatile boolean running;
    private volatile long giveUpNanos;
    private volatile @Nullable Thread writer;

    /**
     * Something to be kept.
     *
     * @param work writes it, within a transaction
     * @param cards those that are found here meanwhile
     * @param done open when it was kept or lost
     */
    record Entry(Runnable work, List<PendingCard> cards, CountDownLatch done) {
        Entry {
            cards = List.copyOf(cards);
        }

        Entry(Runnable work, List<PendingCard> cards) {
            this(work, cards, new CountDownLatch(1));
        }
    }

    /** A card and what keeps it. */
    private record Held(PendingCard card, CountDownLatch done) {}

    StoreQueue(TransactionTemplate transaction, ProdromeSettings settings, MeterRegistry meters) {
        this.transaction = transaction;
        this.waiting = new ArrayBlockingQueue<>(settings.hooks().keeping());
        this.lost = meters.counter("prodrome.hooks.store.lost");
        this.together =
                Timer.builder("prodrome.hooks.stage").tag("stage", "store").register(meters);
        Gauge.builder("prodrome.hooks.store.waiting", waiting, BlockingQueue::size)
                .register(meters);
    }

    /** Never waits. False where it is full: then nothing of it is kept. */
    boolean offer(Entry entry) {
        entry.cards().forEach(card -> cards.put(card.uuid(), new Held(card, entry.done())));
        boolean taken = waiting.offer(entry);
        if (!taken) {
            lose(entry, "too much waits to be kept");
        }
        return taken;
    }

    /** The same for work that is not lost where this is full, since whoever offers it keeps it. */
    boolean takes(Runnable work) {
        return waiting.offer(new Entry(work, List.of()));
    }

    /** A card that waits to be kept. */
    Optional<PendingCard> find(UUID card) {
        return Optional.ofNullable(cards.get(card)).map(Held::card);
    }

    /**
     * Runs work that needs a card in the database: at once, or shortly after where the card is not kept yet; where that takes long,
     * it waits behind the card and whoever asks is told so: in memory alone nothing is safe.
     *
     * @param until how long that may take, for all of one batch together
     */
    void onceKept(UUID card, Deadline until, Runnable work) {
        Held held = cards.get(card);
        if (held == null || isSoon(held.done(), until)) {
            work.run();
            return;
        }
        boolean waits = offer(new Entry(work, List.of()));
        throw new DataAccessResourceFailureException(
                waits ? "its card is not kept yet: this waits behind it, in memory" : "too much waits to be kept");
    }

    boolean isLost(UUID card) {
        return lostCards.has(card);
    }

    private static boolean isSoon(CountDownLatch done, Deadline until) {
        try {
            return done.await(until.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int size() {
        return waiting.size();
    }

    double lost() {
        return lost.count();
    }

    /** Whatever fails: a writer that ended would be noticed by nobody until the queue is full. */
    private void write() {
        while (running || !waiting.isEmpty()) {
            List<Entry> batch = new ArrayList<>();
            try {
                take(batch);
                if (!batch.isEmpty()) {
                    keep(batch);
                }
            } catch (RuntimeException | Error failure) {
                batch.forEach(entry -> lose(entry, failure.getClass().getName()));
            }
        }
    }

    private void take(List<Entry> batch) {
        try {
            Entry next = waiting.poll(1, TimeUnit.SECONDS);
            long until = System.nanoTime() + GATHERING.toNanos();
            while (next != null) {
                batch.add(next);
                boolean more = running && batch.size() < TOGETHER;
                next = more ? waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS) : null;
            }
        } catch (InterruptedException end) {
            LOG.warn("Asked to stop while answers wait to be kept; they are kept first");
        }
    }

    /** Whether somebody keeps what waits. */
    boolean isAlive() {
        return writer instanceof Thread last && last.isAlive();
    }

    /** In one transaction where that works, so that the database writes its log once for all. */
    private void keep(List<Entry> batch) {
        try {
            together.record(() -> transaction.executeWithoutResult(
                    status -> batch.forEach(entry -> entry.work().run())));
            batch.forEach(this::kept);
        } catch (RuntimeException | Error oneOfThem) {
            batch.forEach(this::keep);
        }
    }

    private void keep(Entry entry) {
        Duration wait = SHORTEST_WAIT;
        while (true) {
            try {
                transaction.executeWithoutResult(status -> entry.work().run());
                kept(entry);
                return;
            } catch (RuntimeException | Error failure) {
                boolean tries = StoreAway.is(failure) && (running || System.nanoTime() - giveUpNanos < 0);
                if (!tries) {
                    lose(entry, failure.getClass().getName());
                    return;
                }
                LOG.warn("The database is away; {} answers wait to be kept", waiting.size() + 1);
                LockSupport.parkNanos(wait.toNanos());
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        }
    }

    private void kept(Entry entry) {
        entry.cards().forEach(card -> cards.remove(card.uuid()));
        entry.done().countDown();
    }

    private void lose(Entry entry, String why) {
        if (entry.done().getCount() == 0) {
            return; // it was kept, or lost, before
        }
        lostCards.add(entry.cards());
        kept(entry);
        lost.increment();
        LOG.error("What came of a hook call was shown and could not be kept: {}", why);
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            writer = Thread.ofPlatform().name("store-queue").start(this::write);
        }
    }

    /** Keeps what waits first, for as long as that may take. */
    @Override
    public synchronized void stop() {
        Thread last = writer;
        giveUpNanos = System.nanoTime() + LAST_TRIES.toNanos();
        running = false;
        if (last != null) {
            try {
                last.join(LAST_TRIES.multipliedBy(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        List<Entry> rest = new ArrayList<>();
        waiting.drainTo(rest);
        rest.forEach(entry -> lose(entry, "the program ends"));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
