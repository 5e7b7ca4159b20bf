package org.prodrome.reasoning.serving;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * Puts questions that come at about the same time through the model together, and answers each within its budget.
 *
 * <p>One worker serves plain questions in batches, another the far dearer explained ones one by one, so that these never
 * delay those. The queues are bounded: what finds them full is told so at once. Thread-safe. Owns its model: closes it
 * when it is swapped for another and when the server is closed.
 */
public final class RiskServer implements RiskSource, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RiskServer.class.getName());
    private static final int QUEUE = 256;
    private static final int STACK_BYTES = 4 << 20;
    private static final int MOST_TOGETHER = 16;
    private static final Duration GATHERING = Duration.ofMillis(2);
    private static final String LATE = "the model did not answer in time";
    private static final String FULL = "too many questions are waiting for the model";
    private static final String FAILED = "the model failed on this record";
    private static final String CLOSED = "the model is shut down";

    private final BlockingQueue<Request> plain = new ArrayBlockingQueue<>(QUEUE);
    private final BlockingQueue<Request> explained = new ArrayBlockingQueue<>(QUEUE);
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private final List<Thread> workers;
    private RiskModel model;
    private volatile boolean closed;

    /** Takes over a model and starts to serve it. */
    public RiskServer(RiskModel model) {
        this.model = model;
        workers = List.of(
                worker("model-batch").start(() -> serve(plain, MOST_TOGETHER)),
                worker("model-explain").start(() -> serve(explained, 1)));
    }

    @Override
    public CompletableFuture<ModelAnswer> ask(Timeline timeline, boolean explain, Duration budget) {
        CompletableFuture<ModelAnswer> answer = new CompletableFuture<>();
        if (closed) {
            answer.complete(new ModelAnswer.Unavailable(CLOSED));
            return answer;
        }
        if (budget.isNegative() || budget.isZero()) {
            answer.complete(ModelAnswer.Unavailable.late(LATE));
            return answer;
        }
        Request request = new Request(timeline, explain, System.nanoTime() + budget.toNanos(), answer);
        if (!(explain ? explained : plain).offer(request)) {
            answer.complete(new ModelAnswer.Unavailable(FULL));
            return answer;
        }
        return answer.completeOnTimeout(ModelAnswer.Unavailable.late(LATE), budget.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Optional<ModelVersion> version() {
        inUse.readLock().lock();
        try {
            return closed ? Optional.empty() : Optional.of(model.version());
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** Serves another model from the next batch on; waits for running batches, then closes the old one. */
    public void swap(RiskModel next) {
        inUse.writeLock().lock();
        try {
            if (closed) {
                next.close();
                return;
            }
            RiskModel old = model;
            model = next;
            old.close();
        } finally {
            inUse.writeLock().unlock();
        }
    }

    /** The network computes on the worker's own stack, so this must not depend on how small the program's are. */
    private static Thread.Builder worker(String name) {
        return Thread.ofPlatform().daemon().name(name).stackSize(STACK_BYTES);
    }

    private void serve(BlockingQueue<Request> queue, int most) {
        while (!closed) {
            try {
                List<Request> batch = gather(queue, most);
                batch.removeIf(request -> !request.wanted());
                if (!batch.isEmpty()) {
                    answer(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Waits for a question, then a little for others; no longer than the first one can bear. */
    private static List<Request> gather(BlockingQueue<Request> queue, int most) throws InterruptedException {
        List<Request> batch = new ArrayList<>();
        batch.add(queue.take());
        long until = System.nanoTime() + GATHERING.toNanos();
        while (batch.size() < most) {
            Request next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    private void answer(List<Request> batch) {
        inUse.readLock().lock();
        try {
            if (closed) {
                batch.forEach(request -> request.answer().complete(new ModelAnswer.Unavailable(CLOSED)));
            } else if (batch.size() == 1) {
                answer(batch.getFirst());
            } else {
                answerTogether(batch);
            }
        } finally {
            inUse.readLock().unlock();
        }
    }

    private void answerTogether(List<Request> batch) {
        try {
            List<ModelAnswer> answers =
                    model.answers(batch.stream().map(Request::timeline).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "a batch failed: " + e.getClass().getName() + "; its questions are asked one by one");
            batch.forEach(this::answer);
        }
    }

    private void answer(Request request) {
        try {
            request.answer().complete(model.answer(request.timeline(), request.explain()));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the model failed: " + e.getClass().getName());
            request.answer().complete(new ModelAnswer.Unavailable(FAILED));
        }
    }

    /** Stops serving; what still waits is told so. */
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            workers.forEach(Thread::interrupt);
            model.close();
        } finally {
            inUse.writeLock().unlock();
        }
        List<Request> waiting = new ArrayList<>();
        plain.drainTo(waiting);
        explained.drainTo(waiting);
        waiting.forEach(request -> request.answer().complete(new ModelAnswer.Unavailable(CLOSED)));
    }
}
