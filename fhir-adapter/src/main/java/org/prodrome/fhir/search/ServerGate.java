package org.prodrome.fhir.search;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.prodrome.fhir.record.Gap;

/**
 * What all requests to one server share: how many run at a time, how long it asked us to wait, and whether it is up.
 * Thread-safe.
 *
 * <p>A server that mostly does not answer is left alone for a while: requests fail at once instead of using up each budget.
 * Then a few try again, and the others wait for what those find.
 */
final class ServerGate {
    /** Longest wait a server can impose on everybody; a single request may wait longer, within its own budget. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final Semaphore places;
    private final CircuitBreaker breaker;
    private final AtomicLong pausedUntil = new AtomicLong(System.nanoTime());

    /** One request, made now. */
    @FunctionalInterface
    interface Request {
        Answer send() throws InterruptedException;
    }

    /** @param rest how long a server that does not answer is left alone */
    ServerGate(int concurrent, Duration rest) {
        this.places = new Semaphore(concurrent, true);
        this.breaker = CircuitBreaker.of(
                "fhir",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(60)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .waitDurationInOpenState(rest)
                        .build());
    }

    Answer pass(Request request, Deadline deadline) throws InterruptedException {
        if (!places.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
            return notSent(Gap.Reason.TIMED_OUT, "the budget ended before the server could be asked");
        }
        try {
            if (!waited(deadline)) {
                return notSent(Gap.Reason.TIMED_OUT, "the server asked to wait for longer than the budget");
            }
            return breaker.tryAcquirePermission()
                    ? counted(request, deadline)
                    : notSent(
                            Gap.Reason.SERVER_ERROR, "the server has not been answering and is left alone for a while");
        } finally {
            places.release();
        }
    }

    /** Whether a few requests are finding out if the server is back, so that waiting for them is worth while. */
    boolean trying() {
        return breaker.getState() == CircuitBreaker.State.HALF_OPEN;
    }

    private Answer counted(Request request, Deadline deadline) throws InterruptedException {
        long start = System.nanoTime();
        Answer answer;
        try {
            answer = request.send();
        } catch (InterruptedException | RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
        count(answer, System.nanoTime() - start, deadline);
        return answer;
    }

    private void count(Answer answer, long nanos, Deadline deadline) {
        if (!(answer instanceof Answer.Failure failure)) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            return;
        }
        Duration asked = failure.retryAfter();
        if (asked != null) {
            pause(asked);
        }
        if (!failure.unanswered()) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else if (failure.reason() == Gap.Reason.TIMED_OUT && deadline.passed()) {
            breaker.releasePermission(); // a short budget says nothing about the server
        } else {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, new java.io.IOException(failure.detail()));
        }
    }

    private void pause(Duration asked) {
        Duration pause = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
        pausedUntil.accumulateAndGet(
                System.nanoTime() + pause.toNanos(), (old, fresh) -> fresh - old > 0 ? fresh : old);
    }

    private boolean waited(Deadline deadline) throws InterruptedException {
        long wait = pausedUntil.get() - System.nanoTime();
        if (wait <= 0) {
            return true;
        }
        if (wait >= deadline.left().toNanos()) {
            return false;
        }
        TimeUnit.NANOSECONDS.sleep(wait);
        return true;
    }

    private static Answer notSent(Gap.Reason reason, String detail) {
        return Answer.Failure.of(Answer.NOT_SENT, reason, detail);
    }
}
