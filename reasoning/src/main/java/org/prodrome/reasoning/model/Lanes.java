package org.prodrome.reasoning.model;

import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that help a caller with the parts of its work. The caller does what no other has begun, so it never waits for a helper
 * that is busy with somebody else's. Thread-safe; close it when nobody has work any more.
 */
final class Lanes implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Lanes.class.getName());

    /** The network computes on the lane's own stack, so this must not depend on how small the program's are. */
    private static final int STACK_BYTES = 4 << 20;

    private final int helpers;
    private final @Nullable ExecutorService threads;

    private Lanes(int helpers) {
        this.helpers = helpers;
        threads = helpers == 0
                ? null
                : Executors.newFixedThreadPool(
                        helpers,
                        Thread.ofPlatform()
                                .daemon()
                                .name("model-lane-", 0)
                                .stackSize(STACK_BYTES)
                                .factory());
    }

    /** The caller and so many helpers; 0 is the caller alone. */
    static Lanes of(int helpers) {
        return new Lanes(helpers);
    }

    /** The caller and so many helpers that each core has work. */
    static Lanes ofAllCores() {
        return new Lanes(Runtime.getRuntime().availableProcessors() - 1);
    }

    /**
     * Does every part once and returns when all are done; of several failures the first is thrown.
     *
     * @param parts how many
     * @param part told its number; called from several threads at once
     */
    void run(int parts, IntConsumer part) {
        Work work = new Work(parts, part);
        callHelpers(work, Math.min(helpers, parts - 1));
        work.run();
        work.await();
    }

    /** As many as can be had: the caller could do everything alone. */
    private void callHelpers(Work work, int wanted) {
        if (threads == null) {
            return;
        }
        try {
            for (int helper = 0; helper < wanted; helper++) {
                threads.execute(work);
            }
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            LOG.log(Level.WARNING, "no helper could be started: " + e.getClass().getName());
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdown();
        }
    }

    private static final class Work implements Runnable {

        private final int parts;
        private final IntConsumer part;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Work(int parts, IntConsumer part) {
            this.parts = parts;
            this.part = part;
            left = new CountDownLatch(parts);
        }

        /** A part that fails counts as done, and the others are still begun: who waits must not wait for ever. */
        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                try {
                    part.accept(i);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            }
        }

        void await() {
            boolean interrupted = false;
            boolean done = false;
            while (!done) {
                try {
                    left.await();
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true; // what is being computed is still answered
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            switch (failure.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {}
            }
        }
    }
}
