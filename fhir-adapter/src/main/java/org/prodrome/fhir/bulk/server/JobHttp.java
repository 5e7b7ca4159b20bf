package org.prodrome.fhir.bulk.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;

/**
 * Requests of one export. The token goes to the FHIR server's own scheme, host and port alone: there also to addresses
 * beside the FHIR base, where several servers keep jobs and files. Safe for several threads.
 */
final class JobHttp {
    private final HttpClient client;
    private final FhirAccess access;
    private final ExportLimits limits;

    JobHttp(HttpClient client, FhirAccess access, ExportLimits limits) {
        this.client = client;
        this.access = access;
        this.limits = limits;
    }

    /** One sending of a request and the waiting for its answer. */
    interface Exchange<T> {
        HttpResponse<T> of(HttpClient client, HttpRequest request) throws IOException, InterruptedException;
    }

    URI base() {
        return access.base();
    }

    boolean ours(URI target) {
        return FhirHttp.sameOrigin(access.base(), target);
    }

    /** Sends a request with the token; once more with a fresh one where the server answers 401. */
    <T> HttpResponse<T> send(HttpRequest.Builder request, URI target, boolean withToken, Exchange<T> exchange)
            throws IOException, InterruptedException {
        URI asked = target.toString().startsWith(base() + "/") ? target : base();
        String header = withToken && ours(target) ? access.authorization(asked).orElse(null) : null;
        HttpResponse<T> response = exchange.of(client, with(request, target, header));
        if (response.statusCode() != 401 || header == null) {
            return response;
        }
        String fresh = access.authorizationAfter401(asked, header).orElse(null);
        return exchange.of(client, with(request, target, fresh));
    }

    private static HttpRequest with(HttpRequest.Builder request, URI target, @Nullable String header) {
        HttpRequest.Builder one = request.copy()
                .uri(target)
                .version("https".equals(target.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        return (header == null ? one : one.setHeader("Authorization", header)).build();
    }

    /** A request whose answer is a short text; null where none came in time. */
    @Nullable
    HttpResponse<String> text(HttpRequest.Builder request, URI target) throws InterruptedException {
        requireOurs(target);
        try {
            return send(request, target, true, this::text);
        } catch (IOException e) {
            return null;
        }
    }

    private void requireOurs(URI target) {
        if (!ours(target)) {
            throw new ExportFailed(
                    "server: expected the job on its own scheme, host and port, got an address on " + target.getHost(),
                    null);
        }
    }

    private HttpResponse<String> text(HttpClient by, HttpRequest request) throws IOException, InterruptedException {
        var body = BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), limits.answerBytes());
        var pending = by.sendAsync(request, body);
        try {
            return pending.get(limits.perRequest().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException("no answer", e);
        } finally {
            pending.cancel(true); // of no effect once the answer is there
        }
    }
}
