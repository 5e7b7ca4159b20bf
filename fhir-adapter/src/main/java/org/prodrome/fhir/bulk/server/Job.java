package org.prodrome.fhir.bulk.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirAdapterException.ExportFailed;

/** One job on the server: asked for, waited for, deleted (Bulk Data Access 2.0, request flow). */
final class Job {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PASSING = Set.of("transient", "throttled", "timeout", "lock-error", "incomplete");
    private static final int MOST_PAGES = 1_000;

    private final JobHttp http;
    private final ExportLimits limits;
    private final Pause pause;
    private final ExportListener listener;

    Job(JobHttp http, ExportLimits limits, Pause pause, ExportListener listener) {
        this.http = http;
        this.limits = limits;
        this.pause = pause;
        this.listener = listener;
    }

    /** Asks for the export; gives the job's address. One that a gateway gave up on is not repeated. */
    URI kickOff(URI request) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            HttpResponse<String> answer = http.text(
                    HttpRequest.newBuilder()
                            .GET()
                            .setHeader("Accept", "application/fhir+json")
                            .setHeader("Prefer", "respond-async"),
                    request);
            if (answer == null) {
                throw mayRun("none");
            }
            if (answer.statusCode() == 202) {
                return location(request, answer);
            }
            int status = answer.statusCode();
            String words = IssueCodes.words(status, answer.body());
            if (status == 502 || status == 504) {
                throw mayRun(words);
            }
            if (status != 429 && status != 503 || tries >= limits.attempts()) {
                throw new ExportFailed("server: expected 202 to $export, got " + words, null);
            }
            rest(tries, answer);
        }
    }

    private static ExportFailed mayRun(String got) {
        return new ExportFailed(
                "server: expected an answer to $export, got " + got
                        + "; a job may be running there all the same: look before asking again",
                null);
    }

    private static URI location(URI request, HttpResponse<String> answer) {
        String where = answer.headers().firstValue("Content-Location").orElse("");
        try {
            if (!where.isBlank()) {
                return request.resolve(where.strip());
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ExportFailed("server: expected the job's address in Content-Location, got none", null);
    }

    /** Waits until the job is done; empty where the server does not know it (any more). */
    Optional<Manifest> await(URI location) throws InterruptedException {
        int failures = 0;
        for (int looks = 1; ; looks++) {
            HttpResponse<String> answer = get(location);
            int status = answer == null ? 0 : answer.statusCode();
            if (answer != null && status == 200) {
                return Optional.of(manifest(answer));
            }
            if (status == 404 || status == 410) {
                return Optional.empty();
            }
            failures = status == 202 || status == 429 ? 0 : failures + 1;
            if (failures > 0 && (failures >= limits.attempts() || !passing(answer))) {
                throw gaveUp(answer);
            }
            rest(looks, answer);
        }
    }

    private @Nullable HttpResponse<String> get(URI location) throws InterruptedException {
        return http.text(HttpRequest.newBuilder().GET().setHeader("Accept", "application/json"), location);
    }

    private void rest(int tries, @Nullable HttpResponse<String> answer) throws InterruptedException {
        Duration wait = pause.after(tries, answer == null ? null : Pause.asked(answer.headers()));
        String progress =
                answer == null ? "" : answer.headers().firstValue("X-Progress").orElse("");
        listener.waiting(wait, printable(progress));
        pause.sleep(wait);
    }

    private static String printable(String words) {
        String clean = words.replaceAll("[^\\x20-\\x7E]", "").strip();
        return clean.substring(0, Math.min(100, clean.length()));
    }

    private static boolean busy(int status) {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    /** An OperationOutcome that does not say "transient" is the job's end, whatever the status. */
    private static boolean passing(@Nullable HttpResponse<String> answer) {
        if (answer == null) {
            return true;
        }
        Set<String> codes = IssueCodes.of(answer.body());
        return codes.isEmpty() ? busy(answer.statusCode()) : codes.stream().anyMatch(PASSING::contains);
    }

    private static ExportFailed gaveUp(@Nullable HttpResponse<String> answer) {
        return new ExportFailed(
                "server: expected the export to be made, got "
                        + (answer == null ? "no answer" : IssueCodes.words(answer.statusCode(), answer.body())),
                null);
    }

    private Manifest manifest(HttpResponse<String> answer) throws InterruptedException {
        var pages = new ArrayList<JsonNode>(List.of(tree(answer.body())));
        for (String next = next(pages.getLast()); !next.isEmpty(); next = next(pages.getLast())) {
            HttpResponse<String> page = get(answer.uri().resolve(next));
            if (page == null || page.statusCode() != 200 || pages.size() >= MOST_PAGES) {
                throw new ExportFailed("manifest: expected its next page, got none", null);
            }
            pages.add(tree(page.body()));
        }
        return Manifest.of(pages);
    }

    private static String next(JsonNode page) {
        for (JsonNode link : page.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        return "";
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new ExportFailed("manifest: expected JSON, got something else", null);
        }
    }

    /** Lets the server forget the job and its files; whether it said that it will. */
    boolean delete(URI location) throws InterruptedException {
        HttpResponse<String> answer =
                http.text(HttpRequest.newBuilder().DELETE().setHeader("Accept", "application/json"), location);
        return answer != null && (answer.statusCode() / 100 == 2 || answer.statusCode() == 404);
    }
}
