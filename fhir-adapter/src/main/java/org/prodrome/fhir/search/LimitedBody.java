package org.prodrome.fhir.search;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A response body up to a limit; empty for a longer one, which is cut off as soon as that shows. */
final class LimitedBody implements BodySubscriber<Optional<String>> {
    private final BodySubscriber<String> kept = BodySubscribers.ofString(StandardCharsets.UTF_8);
    private final CompletableFuture<Optional<String>> body = new CompletableFuture<>();
    private final boolean announcedTooLong;
    private long left;
    private Flow.@Nullable Subscription subscription;

    private LimitedBody(long limit, long announced) {
        this.left = limit;
        this.announcedTooLong = announced > limit;
        kept.getBody().whenComplete((text, failure) -> {
            if (failure == null) {
                body.complete(Optional.of(text));
            } else {
                body.completeExceptionally(failure);
            }
        });
    }

    static BodyHandler<Optional<String>> of(long limit) {
        return response -> new LimitedBody(
                limit, response.headers().firstValueAsLong("Content-Length").orElse(0));
    }

    @Override
    public CompletionStage<Optional<String>> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (announcedTooLong) {
            cutOff(given);
        } else {
            kept.onSubscribe(given);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            left -= buffer.remaining();
        }
        if (left >= 0) {
            kept.onNext(buffers);
        } else if (subscription != null) {
            cutOff(subscription);
        }
    }

    @Override
    public void onError(Throwable failure) {
        kept.onError(failure);
    }

    @Override
    public void onComplete() {
        kept.onComplete();
    }

    private void cutOff(Flow.Subscription given) {
        body.complete(Optional.empty());
        given.cancel();
    }
}
