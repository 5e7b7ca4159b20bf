package org.prodrome.fhir.bulk.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;

/**
 * One response received into a file, broken off when it stands still. Once it is over, for whatever reason, not a byte more
 * is written. A response that is no file becomes a short text.
 */
final class Reception implements BodySubscriber<Optional<String>> {
    private static final long REFUSAL_BYTES = 1 << 20;
    private static final long LOOK_EVERY_MILLIS = 250;

    private final Opening opening;
    private final long stallNanos;
    private final LongConsumer received;
    private final CompletableFuture<Optional<String>> body = new CompletableFuture<>();
    private volatile long lastMove = System.nanoTime();
    private Flow.@Nullable Subscription subscription;
    private @Nullable FileChannel file;
    private boolean over;

    /** Where a response goes: a file to append to, or null for one that is no file. */
    interface Opening {
        @Nullable
        FileChannel of(ResponseInfo response) throws IOException;
    }

    Reception(Opening opening, long stallNanos, LongConsumer received) {
        this.opening = opening;
        this.stallNanos = stallNanos;
        this.received = received;
    }

    /** Sends and waits for the end; an empty body means that the bytes are in the file. */
    HttpResponse<Optional<String>> exchange(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        var pending = client.sendAsync(request, this::subscriber);
        try {
            while (true) {
                try {
                    return pending.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    requireMovement();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ExportFailed refused) {
                throw refused;
            }
            throw new IOException("cut off", e);
        } finally {
            end();
            pending.cancel(true); // of no effect once the answer is there
        }
    }

    private void requireMovement() throws IOException {
        if (System.nanoTime() - lastMove > stallNanos) {
            throw new IOException("stood still");
        }
    }

    private BodySubscriber<Optional<String>> subscriber(ResponseInfo response) {
        lastMove = System.nanoTime();
        try {
            FileChannel opened = opening.of(response);
            if (opened == null) {
                return BodySubscribers.mapping(
                        BodySubscribers.limiting(BodySubscribers.ofString(StandardCharsets.UTF_8), REFUSAL_BYTES),
                        Optional::of);
            }
            hold(opened);
        } catch (IOException | ExportFailed e) {
            body.completeExceptionally(e);
        }
        return this;
    }

    private synchronized void hold(FileChannel opened) throws IOException {
        file = opened;
        if (over) {
            opened.close();
        }
    }

    private synchronized void end() throws IOException {
        over = true;
        if (subscription != null) {
            subscription.cancel();
        }
        if (file != null) {
            file.close();
        }
    }

    @Override
    public CompletionStage<Optional<String>> getBody() {
        return body;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        if (over || file == null || subscription == null) {
            return;
        }
        long bytes = 0;
        try {
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    bytes += file.write(buffer);
                }
            }
        } catch (IOException e) {
            subscription.cancel();
            body.completeExceptionally(e);
            return;
        }
        lastMove = System.nanoTime();
        received.accept(bytes);
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public synchronized void onComplete() {
        try {
            if (file != null && !over) {
                file.force(true);
            }
            body.complete(Optional.empty());
        } catch (IOException e) {
            body.completeExceptionally(e);
        }
    }
}
