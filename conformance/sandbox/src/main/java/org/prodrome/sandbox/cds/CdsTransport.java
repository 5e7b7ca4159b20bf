package org.prodrome.sandbox.cds;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One signed exchange with a CDS service: bounded in time and size, no redirects. */
final class CdsTransport {

    private static final long LARGEST_ANSWER_BYTES = 4L << 20;

    /** What came back. */
    sealed interface Reply {
        /** Status 2xx; {@code body} is a missing node when there was none. */
        record Ok(JsonNode body) implements Reply {}

        /** Nothing in time. */
        record Late() implements Reply {}

        /** An error, in words for the user. */
        record Refused(String words) implements Reply {}
    }

    private final HttpClient http;
    private final JsonMapper mapper;
    private final ClientKey key;
    private final Duration timeout;

    CdsTransport(JsonMapper mapper, ClientKey key, Duration timeout) {
        this.http = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
        this.mapper = mapper;
        this.key = key;
        this.timeout = timeout;
    }

    HttpClient http() {
        return http;
    }

    Reply get(URI address) {
        return send(signed(address).GET().build());
    }

    Reply post(URI address, JsonNode body) {
        return send(signed(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(mapper.writeValueAsString(body)))
                .build());
    }

    private HttpRequest.Builder signed(URI address) {
        return HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + key.bearerFor(address));
    }

    /** The request's own timeout ends with the headers; this one covers the body as well. */
    private Reply send(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> pending =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER_BYTES));
        try {
            return reply(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            pending.cancel(true);
            return new Reply.Late();
        } catch (ExecutionException unreachable) {
            return new Reply.Refused("could not be reached");
        } catch (InterruptedException stopped) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.Late();
        }
    }

    private Reply reply(HttpResponse<String> response) {
        JsonNode body = parse(response.body());
        if (response.statusCode() / 100 != 2) {
            return new Reply.Refused("answered with status " + response.statusCode() + diagnostics(body));
        }
        return body == null ? new Reply.Refused("answered with something that isn't JSON") : new Reply.Ok(body);
    }

    private @Nullable JsonNode parse(String body) {
        try {
            return mapper.readTree(body);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /** The service's own words, when it sent an OperationOutcome. */
    private static String diagnostics(@Nullable JsonNode body) {
        if (body == null) {
            return "";
        }
        String words = Fields.text(body.path("issue").path(0), "diagnostics");
        return words == null ? "" : ": " + words;
    }
}
