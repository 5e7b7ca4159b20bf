package org.prodrome.reasoning.serving;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.Unavailable;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.serving.ServingEvent.Unanswered;
import org.prodrome.reasoning.serving.ServingEvent.Why;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * Puts questions that come at about the same time through the model together, and answers each within its budget.
 *
 * <p>One worker serves plain questions in batches, another the far dearer explained ones one by one, so that these never
 * delay those; a third puts them to a shadow model while the others have nothing to do. The queues are bounded: what
 * finds them full is told so at once. Thread-safe. Owns its models: closes each when its last question is answered.
 */
public final class RiskServer implements RiskSource, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RiskServer.class.getName());
    private static final int STACK_BYTES = 4 << 20;
    private static final String LATE = "the model did not answer in time";
    private static final String FULL = "too many questions are waiting for the model";
    static final String CLOSED = "the model is shut down";

    private final Post post = new Post();
    private final QuestionQueue plain;
    private final QuestionQueue explained;
    private final Shadow shadow;
    private final Answering answering;
    private final ServingListener listener;
    private final List<Thread> workers;
    private volatile boolean closed;

    /** Takes over a model and starts to serve it. */
    public RiskServer(RiskModel model) {
        this(model, ServingSettings.usual(), ServingListener.none());
    }

    /** The same with a listener, for metrics. */
    public RiskServer(RiskModel model, ServingSettings settings, ServingListener listener) {
        this(new LoadedModel(model), settings, listener);
    }

    RiskServer(Servable model, ServingSettings settings, ServingListener listener) {
        this.listener = event -> tell(listener, event);
        plain = new QuestionQueue(settings, settings.together());
        explained = new QuestionQueue(settings, 1);
        shadow = new Shadow(settings, () -> plain.idle() && explained.idle(), this.listener);
        answering = new Answering(post, shadow, this.listener);
        swap(model);
        workers = List.of(
                worker("model-batch").start(() -> serve(plain)),
                worker("model-explain").start(() -> serve(explained)),
                worker("model-shadow").priority(Thread.MIN_PRIORITY).start(shadow::serve));
    }

    /** A listener that fails must not cost an answer. */
    private static void tell(ServingListener listener, ServingEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a listener failed: " + e.getClass().getName());
        }
    }

    @Override
    public CompletableFuture<ModelAnswer> ask(Timeline timeline, Depth depth, Duration budget) {
        listener.on(new ServingEvent.Asked(depth != Depth.RISKS));
        if (closed) {
            return refused(Why.CLOSED, new Unavailable(CLOSED));
        }
        if (budget.isNegative() || budget.isZero()) {
            return refused(Why.LATE, Unavailable.late(LATE));
        }
        CompletableFuture<ModelAnswer> answer = new CompletableFuture<>();
        long now = System.nanoTime();
        Request request = new Request(timeline, depth, now, now + budget.toNanos(), answer);
        if (!(request.explained() ? explained : plain).offer(request)) {
            return refused(Why.FULL, new Unavailable(FULL));
        }
        if (closed) {
            leaveUnanswered();
        }
        answer.completeOnTimeout(Unavailable.late(LATE), budget.toNanos(), TimeUnit.NANOSECONDS);
        var unused = answer.whenComplete((given, failure) -> countLate(given));
        return answer;
    }

    private CompletableFuture<ModelAnswer> refused(Why why, Unavailable answer) {
        listener.on(new Unanswered(why));
        return CompletableFuture.completedFuture(answer);
    }

    /** A caller that gives up cancels the question. */
    private void countLate(@Nullable ModelAnswer given) {
        if (given == null || given instanceof Unavailable unavailable && unavailable.late()) {
            listener.on(new Unanswered(Why.LATE));
        }
    }

    @Override
    public Optional<ModelVersion> version() {
        return post.version();
    }

    /**
     * Serves another model from the next batch on. Returns at once: batches that run finish with the old one, which is
     * closed after the last of them. A model that runs as shadow may be served too: the server still closes it once.
     */
    public void swap(RiskModel next) {
        swap(new LoadedModel(next));
    }

    synchronized void swap(Servable next) {
        ModelVersion version = next.version();
        if (post.put(use(next))) {
            listener.on(new ServingEvent.PutInService(version, false));
        }
    }

    /** One more use of a model that is at a post already, or the first of another: a model has one count of users. */
    private InService use(Servable model) {
        InService there = post.enter(model);
        if (there == null) {
            there = shadow.post().enter(model);
        }
        return there == null ? new InService(model) : there;
    }

    /** Puts what was answered to a second model as well, and tells the listener how the two compare. */
    public void shadow(RiskModel candidate) {
        shadow(new LoadedModel(candidate));
    }

    synchronized void shadow(Servable candidate) {
        ModelVersion version = candidate.version();
        if (shadow.post().put(use(candidate))) {
            listener.on(new ServingEvent.PutInService(version, true));
        }
    }

    /** The model that runs as shadow now. */
    public Optional<ModelVersion> shadowVersion() {
        return shadow.post().version();
    }

    /** Serves the model that runs as shadow, and has no shadow any more. Nothing happens without one. */
    public synchronized void promoteShadow() {
        InService candidate = shadow.post().enter();
        if (candidate != null) {
            ModelVersion version = candidate.model().version();
            if (post.put(candidate)) {
                listener.on(new ServingEvent.PutInService(version, false));
            }
            endShadow();
        }
    }

    /** No shadow model from now on. */
    public synchronized void endShadow() {
        shadow.post().put(null);
        listener.on(new ServingEvent.ShadowEnded());
    }

    /** The network computes on the worker's own stack, so this must not depend on how small the program's are. */
    private static Thread.Builder.OfPlatform worker(String name) {
        return Thread.ofPlatform().daemon().name(name).stackSize(STACK_BYTES);
    }

    private void serve(QuestionQueue queue) {
        try {
            while (!closed) {
                List<Request> batch = queue.take();
                try {
                    List<Request> wanted =
                            batch.stream().filter(Request::wanted).toList();
                    if (!wanted.isEmpty()) {
                        answering.all(wanted);
                    }
                } finally {
                    queue.done(batch.size());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leaveUnanswered() {
        plain.drain().forEach(answering::closed);
        explained.drain().forEach(answering::closed);
    }

    /** Stops serving: what is being computed is still answered, what waits is told so. */
    @Override
    public void close() {
        closed = true;
        workers.forEach(Thread::interrupt);
        post.shut();
        shadow.close();
        leaveUnanswered();
    }
}
