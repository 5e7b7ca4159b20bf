package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to an issuer's endpoints: one deadline over all attempts, a bounded body, redirects never followed.
 *
 * @param deadline of one call with all its attempts
 * @param maxBytes of one answer's body
 */
record Wire(HttpClient client, Duration deadline, int maxBytes) {
    private static final int ATTEMPTS = 3;
    /** Longer than any deadline. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    record Answer(int status, String body) {
        boolean ok() {
            return status == 200;
        }

        boolean successful() {
            return status / 100 == 2;
        }

        /** Error pages of other statuses may be JSON with such a field too (RFC 6749 5.2; 403 as some servers do). */
        boolean mayBeOAuthError() {
            return status == 400 || status == 401 || status == 403 || outOfOrder();
        }

        /** A server that is out of order hasn't said anything about the matter: it may be asked again later. */
        boolean outOfOrder() {
            return status == 429 || status >= 500;
        }

        @Override
        public String toString() {
            return "Answer[status=" + status + "]";
        }
    }

    Wire {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "HTTP client: expected one that never follows redirects, got one that may");
        }
    }

    Answer getJson(URI uri, String what) {
        var answer = send(
                () -> HttpRequest.newBuilder(uri)
                        .header("Accept", "application/json")
                        .GET(),
                what,
                true);
        if (answer.outOfOrder()) {
            throw new LaunchException.Unreachable(Breach.of(Clause.APP_PROTECTION, what, "status " + answer.status()));
        }
        return answer;
    }

    /** Posts a form, made anew for each attempt; repeats it only where the server can't have acted on it. */
    Answer postForm(URI uri, @Nullable String authorization, Supplier<Map<String, String>> form, String what) {
        return send(
                () -> {
                    var request = HttpRequest.newBuilder(uri)
                            .header("Accept", "application/json")
                            .header("Content-Type", "application/x-www-form-urlencoded");
                    if (authorization != null) {
                        request.header("Authorization", authorization);
                    }
                    return request.POST(HttpRequest.BodyPublishers.ofString(Form.encode(form.get())));
                },
                what,
                false);
    }

    private Answer send(Supplier<HttpRequest.Builder> request, String what, boolean repeatable) {
        long end = System.nanoTime() + deadline.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = once(request.get(), end);
                if (!busy(answer.statusCode()) || !pauseBefore(attempt, retryAfter(answer), end)) {
                    return new Answer(answer.statusCode(), new String(answer.body(), UTF_8));
                }
            } catch (IOException e) {
                boolean unsent = e instanceof ConnectException;
                boolean hopeless = e instanceof LimitedBody.TooLong || !(repeatable || unsent);
                if (hopeless || !pauseBefore(attempt, Duration.ZERO, end)) {
                    throw unreachable(
                            what, e instanceof LimitedBody.TooLong ? "a longer one" : "a broken connection", e);
                }
            } catch (TimeoutException e) {
                throw unreachable(what, "no complete answer in time", e);
            }
        }
    }

    private HttpResponse<byte[]> once(HttpRequest.Builder request, long end) throws IOException, TimeoutException {
        var call = client.sendAsync(request.build(), head -> new LimitedBody(maxBytes));
        try {
            return call.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            call.cancel(true); // ends the exchange after a timeout; without effect on a finished one
        }
    }

    private static boolean busy(int status) {
        return status == 429 || status == 503;
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers().firstValue("Retry-After").map(Wire::wait).orElse(Duration.ZERO);
    }

    /** Seconds or an HTTP date (RFC 9110 10.2.3); what is neither asks for nothing. */
    private static Duration wait(String retryAfter) {
        if (retryAfter.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            var until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter));
            var wait = Duration.between(Instant.now(), until);
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    /** Waits before the next attempt, with jitter; false where there may be none or no time is left for it. */
    private static boolean pauseBefore(int attempt, Duration asked, long end) {
        var own = FIRST_PAUSE.multipliedBy(1L << attempt);
        long jittered = ThreadLocalRandom.current().nextLong(own.toNanos() / 2, own.toNanos());
        long pause = Math.max(asked.toNanos(), jittered);
        if (attempt >= ATTEMPTS || System.nanoTime() + pause >= end) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private LaunchException unreachable(String what, String arrived, Exception cause) {
        return new LaunchException.Unreachable(Breach.of(
                Clause.APP_PROTECTION,
                what + " within " + deadline.toMillis() + " ms and " + maxBytes + " bytes",
                arrived,
                cause));
    }
}
