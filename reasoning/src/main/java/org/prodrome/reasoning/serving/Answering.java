package org.prodrome.reasoning.serving;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelAnswer.Unavailable;
import org.prodrome.reasoning.serving.ServingEvent.Unanswered;
import org.prodrome.reasoning.serving.ServingEvent.Why;

/** Answers questions with the model in service, and hands what was answered to the shadow. */
final class Answering {

    private static final System.Logger LOG = System.getLogger(Answering.class.getName());
    private static final String FAILED = "the model failed on this record";

    private final Post post;
    private final Shadow shadow;
    private final ServingListener listener;

    Answering(Post post, Shadow shadow, ServingListener listener) {
        this.post = post;
        this.shadow = shadow;
        this.listener = listener;
    }

    /** Whatever fails: a worker that ended would leave everybody after it without an answer. */
    void all(List<Request> batch) {
        InService now = post.enter();
        if (now == null) {
            batch.forEach(this::closed);
            return;
        }
        try {
            if (batch.size() == 1) {
                one(batch.getFirst(), now.model());
            } else {
                together(batch, now.model());
            }
        } finally {
            now.leave();
        }
    }

    private void together(List<Request> batch, Servable model) {
        try {
            long start = System.nanoTime();
            List<ModelAnswer> answers =
                    model.answers(batch.stream().map(Request::timeline).toList());
            listener.on(computed(batch, start));
            for (int i = 0; i < batch.size(); i++) {
                give(batch.get(i), answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            LOG.log(
                    Level.WARNING,
                    "a batch failed: " + e.getClass().getName() + "; its questions are asked one by one");
            batch.stream().filter(Request::wanted).forEach(request -> one(request, model));
        }
    }

    private void one(Request request, Servable model) {
        try {
            long start = System.nanoTime();
            ModelAnswer answer = model.answer(request.timeline(), request.depth());
            listener.on(computed(List.of(request), start));
            give(request, answer);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "the model failed: " + e.getClass().getName());
            if (request.answer().complete(new Unavailable(FAILED))) {
                listener.on(new Unanswered(Why.FAILED));
            }
        }
    }

    private static ServingEvent.Computed computed(List<Request> batch, long start) {
        return new ServingEvent.Computed(
                batch.getFirst().explained(),
                batch.stream()
                        .map(request -> Duration.ofNanos(start - request.askedNanos()))
                        .toList(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private void give(Request request, ModelAnswer answer) {
        if (request.answer().complete(answer) && answer instanceof RiskProfile profile) {
            profile.abstentions().forEach(abstention -> listener.on(ServingEvent.of(abstention)));
            shadow.offer(request.timeline(), profile);
        }
    }

    /** Says that nobody will answer. */
    void closed(Request request) {
        if (request.answer().complete(new Unavailable(RiskServer.CLOSED))) {
            listener.on(new Unanswered(Why.CLOSED));
        }
    }
}
