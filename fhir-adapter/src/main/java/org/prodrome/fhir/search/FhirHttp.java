package org.prodrome.fhir.search;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.capability.CapabilityDirectory;
import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.record.Gap;
import org.prodrome.launcher.LaunchException;

/**
 * Requests to one FHIR server: deadline, bounded retries, one renewal after a 401. Safe for several threads.
 *
 * <p>Every request sent here may be sent twice: reads, creates that carry {@code If-None-Exist}, updates that carry {@code
 * If-Match}.
 */
public final class FhirHttp {
    private static final String JSON = "application/fhir+json";

    private final HttpClient client;
    private final FhirAccess access;
    private final ReadLimits limits;
    private final ServerGate gate;

    /** With a gate of its own: nothing is shared with other requests to the server. */
    public FhirHttp(HttpClient client, FhirAccess access, ReadLimits limits) {
        this(client, access, limits, new ServerGate(limits.concurrent(), ServerGates.REST));
    }

    FhirHttp(HttpClient client, FhirAccess access, ReadLimits limits, ServerGate gate) {
        this.client = client;
        this.access = access;
        this.limits = limits;
        this.gate = gate;
    }

    /** A client fit for FHIR: redirects are not followed, so that a token goes nowhere else. */
    public static HttpClient newClient() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    public FhirAccess access() {
        return access;
    }

    /** Reads an address of this server. */
    public Answer get(URI target, Deadline deadline) {
        return get(target, limits.bodyBytes(), deadline);
    }

    Answer get(URI target, long bodyBytes, Deadline deadline) {
        return send(HttpRequest.newBuilder(target).GET(), target, bodyBytes, deadline);
    }

    /**
     * What this server says it can do, asked once for all who share the directory.
     *
     * @param patience waiting for it ends then; the question goes on for whoever asks next
     */
    public Learnt capabilities(CapabilityDirectory directory, Deadline patience) {
        return directory.of(access.base(), this::body, patience.left());
    }

    private Optional<String> body(URI target) {
        return get(target, Deadline.in(limits.perRequest())) instanceof Answer.Success success
                ? Optional.of(success.body())
                : Optional.empty();
    }

    /** Sends a request to this server, as often as the limits allow. */
    public Answer send(HttpRequest.Builder request, URI target, Deadline deadline) {
        return send(request, target, limits.bodyBytes(), deadline);
    }

    private Answer send(HttpRequest.Builder request, URI target, long bodyBytes, Deadline deadline) {
        request.setHeader("Accept", JSON)
                .version("https".equals(target.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        try {
            return tries(header -> once(request, header, bodyBytes, deadline), target, deadline);
        } catch (LaunchException e) {
            return Answer.Failure.of(401, Gap.Reason.NO_SCOPE, "access has ended, or does not cover this address");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.Failure.of(0, Gap.Reason.TIMED_OUT, "the request was interrupted");
        }
    }

    /** Sends a request that must not be repeated. */
    public Answer sendOnce(HttpRequest.Builder request, URI target, Deadline deadline) {
        return new FhirHttp(client, access, limits.withAttempts(1), gate).send(request, target, deadline);
    }

    /** One try, with this Authorization header or none. */
    private interface Try {
        Answer with(@Nullable String header) throws InterruptedException;
    }

    private Answer tries(Try one, URI target, Deadline deadline) throws InterruptedException {
        String header = access.authorization(target).orElse(null);
        boolean renewed = false;
        int sent = 1;
        Answer answer = passed(one, header, deadline);
        while (answer instanceof Answer.Failure failure) {
            if (failure.status() == 401 && header != null && !renewed) {
                renewed = true;
                Optional<String> other = access.authorizationAfter401(target, header);
                if (other.isEmpty()) {
                    return failure;
                }
                header = other.get();
            } else if (sent >= limits.attempts() || !again(failure) || !waited(failure, sent++, deadline)) {
                return failure;
            }
            answer = passed(one, header, deadline);
        }
        return answer;
    }

    private Answer passed(Try one, @Nullable String header, Deadline deadline) throws InterruptedException {
        return gate.pass(() -> one.with(header), deadline);
    }

    private boolean again(Answer.Failure failure) {
        return failure.retryable() || failure.status() == Answer.NOT_SENT && gate.trying();
    }

    private static boolean waited(Answer.Failure failure, int sent, Deadline deadline) throws InterruptedException {
        Duration wait = Backoff.after(sent, failure.retryAfter());
        if (wait.compareTo(deadline.left()) >= 0) {
            return false;
        }
        Thread.sleep(wait);
        return true;
    }

    private Answer once(HttpRequest.Builder request, @Nullable String header, long bodyBytes, Deadline deadline)
            throws InterruptedException {
        if (header != null) {
            request.setHeader("Authorization", header);
        }
        Duration limit = limits.perRequest().compareTo(deadline.left()) < 0 ? limits.perRequest() : deadline.left();
        var pending = client.sendAsync(request.build(), LimitedBody.of(bodyBytes));
        try {
            return Failures.read(pending.get(limit.toNanos(), TimeUnit.NANOSECONDS), bodyBytes);
        } catch (TimeoutException e) {
            pending.cancel(true);
            return Answer.Failure.of(0, Gap.Reason.TIMED_OUT, "the server did not answer in time");
        } catch (ExecutionException e) {
            return e.getCause() instanceof IOException
                    ? Answer.Failure.of(0, Gap.Reason.SERVER_ERROR, "the server could not be reached")
                    : Answer.Failure.of(500, Gap.Reason.SERVER_ERROR, "the request failed");
        }
    }

    /** Whether an address is of the FHIR base's server and below the base itself, which for some servers pages have no path. */
    static boolean below(URI base, URI target) {
        String path = String.valueOf(target.getRawPath());
        String root = String.valueOf(base.getRawPath());
        boolean climbs = path.contains("/..") || path.toLowerCase(Locale.ROOT).contains("%2e");
        return sameOrigin(base, target) && !climbs && (path.equals(root) || path.startsWith(root + "/"));
    }

    /** Whether an address has the FHIR base's scheme, host and port; anything else gets no request from us. */
    public static boolean sameOrigin(URI base, URI target) {
        return String.valueOf(base.getScheme()).equalsIgnoreCase(target.getScheme())
                && String.valueOf(base.getHost()).equalsIgnoreCase(target.getHost())
                && port(base) == port(target)
                && target.getRawUserInfo() == null;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
