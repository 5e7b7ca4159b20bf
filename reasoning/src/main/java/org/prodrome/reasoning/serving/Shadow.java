package org.prodrome.reasoning.serving;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * Puts questions that were answered to a second model as well, for comparison only.
 *
 * <p>It starts only while nothing waits for the model in service and nothing is computed by it, one question at a time;
 * what is too many or too old by then is left out.
 */
final class Shadow {

    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private record Question(Timeline timeline, RiskProfile served, long untilNanos) {}

    private final Post post = new Post();
    private final BlockingQueue<Question> waiting;
    private final long patienceNanos;
    private final BooleanSupplier quiet;
    private final ServingListener listener;

    Shadow(ServingSettings settings, BooleanSupplier quiet, ServingListener listener) {
        this.waiting = new ArrayBlockingQueue<>(settings.shadowQueue());
        this.patienceNanos = settings.shadowPatience().toNanos();
        this.quiet = quiet;
        this.listener = listener;
    }

    Post post() {
        return post;
    }

    /** Never waits. */
    void offer(Timeline timeline, RiskProfile served) {
        if (post.version().isPresent()
                && !waiting.offer(new Question(timeline, served, System.nanoTime() + patienceNanos))) {
            listener.on(new ServingEvent.ShadowLeftOut());
        }
    }

    /** The worker's life. */
    void serve() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Question question = waiting.take();
                if (quietBefore(question.untilNanos())) {
                    compare(question);
                } else {
                    listener.on(new ServingEvent.ShadowLeftOut());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean quietBefore(long untilNanos) {
        boolean inTime = untilNanos - System.nanoTime() > 0;
        while (inTime && !quiet.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            inTime = untilNanos - System.nanoTime() > 0;
        }
        return inTime;
    }

    private void compare(Question question) {
        InService now = post.enter();
        if (now == null) {
            return;
        }
        try {
            if (now.model().answer(question.timeline(), Depth.RISKS) instanceof RiskProfile profile) {
                listener.on(new ServingEvent.Compared(question.served(), profile));
            }
        } catch (RuntimeException | Error e) {
            listener.on(new ServingEvent.ShadowFailed());
        } finally {
            now.leave();
        }
    }

    void close() {
        post.shut();
        waiting.clear();
    }
}
