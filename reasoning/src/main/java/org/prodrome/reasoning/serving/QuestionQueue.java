package org.prodrome.reasoning.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Questions of a kind, taken out in small batches by one worker. Bounded; thread-safe. */
final class QuestionQueue {

    /** A question whose answer is due sooner than this many gatherings from now doesn't wait for others. */
    private static final int NEAR = 4;

    private final BlockingQueue<Request> waiting;
    private final int together;
    private final long gatheringNanos;
    private final AtomicInteger open = new AtomicInteger();

    QuestionQueue(ServingSettings settings, int together) {
        this.waiting = new ArrayBlockingQueue<>(settings.queue());
        this.together = together;
        this.gatheringNanos = settings.gathering().toNanos();
    }

    /** False when it is full. */
    boolean offer(Request request) {
        open.incrementAndGet();
        boolean taken = waiting.offer(request);
        if (!taken) {
            open.decrementAndGet();
        }
        return taken;
    }

    /** Waits for a question, then a little for others; less when one of them has no time for that. */
    List<Request> take() throws InterruptedException {
        List<Request> batch = new ArrayList<>();
        batch.add(waiting.take());
        long until = latest(batch.getFirst(), System.nanoTime() + gatheringNanos);
        try {
            while (batch.size() < together) {
                Request next = waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                batch.add(next);
                until = latest(next, until);
            }
        } catch (InterruptedException e) { // what was taken is still the worker's to answer
            Thread.currentThread().interrupt();
        }
        return batch;
    }

    private long latest(Request request, long until) {
        return request.leftNanos() < NEAR * gatheringNanos ? System.nanoTime() : until;
    }

    /** What was taken is done with. */
    void done(int questions) {
        open.addAndGet(-questions);
    }

    /** Whether nothing waits and nothing is computed. */
    boolean idle() {
        return open.get() == 0;
    }

    List<Request> drain() {
        List<Request> rest = new ArrayList<>();
        waiting.drainTo(rest);
        done(rest.size());
        return rest;
    }
}
