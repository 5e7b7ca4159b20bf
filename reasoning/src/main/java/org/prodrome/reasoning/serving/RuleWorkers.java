package org.prodrome.reasoning.serving;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.rule.RuleDescription;

/**
 * A few threads that run rules. A worker that is stuck in one is replaced, up to a number of them, and goes when the rule ends: at
 * its next expression, or whenever an operator has done counting. Thread-safe.
 */
final class RuleWorkers {
    private static final System.Logger LOG = System.getLogger(RuleWorkers.class.getName());
    private static final int STACK_BYTES = 4 << 20;

    private final RuleWork work;
    private final BlockingQueue<RuleTurn> waiting;
    private final int mostStuck;
    private final List<Worker> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger stuck = new AtomicInteger();
    private volatile boolean closed;

    RuleWorkers(RuleWork work, RuleSettings settings) {
        this.work = work;
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        this.mostStuck = settings.stuck();
        for (int i = 0; i < settings.workers(); i++) {
            start();
        }
    }

    private void start() {
        Worker worker = new Worker();
        all.add(worker);
        worker.thread = Thread.ofPlatform()
                .daemon()
                .name("rules")
                .stackSize(STACK_BYTES)
                .start(worker::live);
    }

    /** False when too many wait, or the workers have gone. */
    boolean offer(RuleTurn turn) {
        return !closed && waiting.offer(turn);
    }

    int waiting() {
        return waiting.size();
    }

    int stuck() {
        return stuck.get();
    }

    /** A rule that takes too long. */
    record Overrun(RuleDescription rule, RuleTurn turn) {}

    /**
     * Looks after every worker; one that is stuck is replaced.
     *
     * @return the rules that are found to take too long since the last look
     */
    List<Overrun> look() {
        return all.stream().map(Worker::look).flatMap(List::stream).toList();
    }

    /** What runs is not waited for. */
    void close() {
        closed = true;
        all.forEach(worker -> worker.interrupt());
        waiting.clear();
    }

    /** Told when a worker that was stuck is back. */
    interface Back {
        void from(RuleDescription rule);
    }

    private volatile Back back = rule -> {};

    void tell(Back other) {
        back = other;
    }

    private final class Worker {
        private @Nullable Thread thread;
        private @Nullable RuleTurn turn;
        private @Nullable RuleDescription stuckIn;
        private boolean replaced;

        void live() {
            try {
                boolean stays = true;
                while (stays && !closed) {
                    RuleTurn next = waiting.take();
                    take(next);
                    try {
                        next.run(work);
                    } catch (RuntimeException | Error failure) { // of whoever hears of it
                        LOG.log(
                                Level.WARNING,
                                "a pass failed: " + failure.getClass().getName());
                    }
                    stays = finish();
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            } finally {
                all.remove(this);
            }
        }

        private synchronized void take(RuleTurn next) {
            turn = next;
        }

        /** Whether the worker is still needed. */
        private boolean finish() {
            RuleDescription was;
            boolean stays;
            synchronized (this) {
                turn = null;
                was = stuckIn;
                stuckIn = null;
                stays = !replaced;
            }
            if (was != null) {
                stuck.decrementAndGet();
                back.from(was);
            }
            return stays;
        }

        private List<Overrun> look() {
            Overrun found;
            synchronized (this) {
                RuleTurn now = turn;
                RuleDescription rule = now == null ? null : now.overrun();
                if (now == null || rule == null) {
                    return List.of();
                }
                found = new Overrun(rule, now);
                stuckIn = rule;
                replaced = stuck.incrementAndGet() <= mostStuck;
            }
            if (replaced && !closed) {
                start();
            }
            return List.of(found);
        }

        private void interrupt() {
            Thread running = thread;
            if (running != null) {
                running.interrupt();
            }
        }
    }
}
