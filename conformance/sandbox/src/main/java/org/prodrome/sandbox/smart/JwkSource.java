package org.prodrome.sandbox.smart;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prodrome.sandbox.fault.PublishedKeys;

/**
 * Clients' key sets, fetched within a deadline and kept for no longer than the client's Cache-Control says (SMART, client
 * authentication by asymmetric keys). Thread-safe.
 */
public final class JwkSource implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final long MAX_BYTES = 256 * 1024;
    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(DEADLINE).build();
    private final InstantSource clock;
    private final PublishedKeys published;
    private final Map<URI, Kept> kept = new ConcurrentHashMap<>();

    JwkSource(InstantSource clock, PublishedKeys published) {
        this.clock = clock;
        this.published = published;
    }

    /** @param fresh whether a kept set will not do */
    JWKSet at(URI url, boolean fresh) {
        Kept known = kept.get(url);
        if (!fresh && known != null && clock.instant().isBefore(known.until())) {
            return known.keys();
        }
        return fetch(url);
    }

    static JWKSet parse(String json) {
        try {
            return JWKSet.parse(json);
        } catch (ParseException _) {
            throw OAuthError.invalidClient("jwks: expected a JWK Set, got something else");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private JWKSet fetch(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(DEADLINE)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> response = http.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MAX_BYTES));
            if (response.statusCode() != 200) {
                throw OAuthError.invalidClient("jwks: expected 200, got " + response.statusCode());
            }
            JWKSet keys = parse(published
                    .asFetched(response.body())
                    .orElseThrow(() -> OAuthError.invalidClient("jwks: expected 200, got 401")));
            kept.put(url, new Kept(keys, clock.instant().plusSeconds(maxAge(response))));
            return keys;
        } catch (IOException _) {
            throw OAuthError.invalidClient("jwks: expected an answer from the registered URL, got none");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw OAuthError.invalidClient("jwks: interrupted");
        }
    }

    private static long maxAge(HttpResponse<String> response) {
        String header = response.headers().firstValue("Cache-Control").orElse("no-store");
        Matcher matcher = MAX_AGE.matcher(header);
        boolean may = !header.contains("no-store") && !header.contains("no-cache");
        return may && matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private record Kept(JWKSet keys, Instant until) {}
}
