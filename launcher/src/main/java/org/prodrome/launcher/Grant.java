package org.prodrome.launcher;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint granted. Only {@link Access} holds one; the tokens in it are never shown.
 *
 * @param expiresAt of the access token; null where the server doesn't say
 * @param renewAt a little before that, so that it doesn't expire on its way
 */
record Grant(
        String accessToken,
        @Nullable String refreshToken,
        @Nullable Instant expiresAt,
        @Nullable Instant renewAt,
        Scopes scopes) {
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final long LONGEST_SECONDS = Duration.ofDays(3650).toSeconds();

    /** @param lifetimeSeconds null where the server doesn't say */
    static Grant lasting(
            String accessToken,
            @Nullable String refreshToken,
            Instant now,
            @Nullable Long lifetimeSeconds,
            Scopes scopes) {
        if (lifetimeSeconds == null) {
            return new Grant(accessToken, refreshToken, null, null, scopes);
        }
        var lifetime = Duration.ofSeconds(Math.clamp(lifetimeSeconds, 0, LONGEST_SECONDS));
        // a quarter of a short life, or a token of half a minute would be renewed at every call
        var margin = MARGIN.compareTo(lifetime.dividedBy(4)) < 0 ? MARGIN : lifetime.dividedBy(4);
        var expiresAt = now.plus(lifetime);
        return new Grant(accessToken, refreshToken, expiresAt, expiresAt.minus(margin), scopes);
    }

    /** The same for what an earlier grant permitted too: a renewal may narrow and never widen (RFC 6749 6). */
    Grant within(Scopes earlier) {
        return scopes.notCoveredBy(earlier).all().isEmpty()
                ? this
                : new Grant(accessToken, refreshToken, expiresAt, renewAt, scopes.intersection(earlier));
    }

    /** The token to revoke: with a refresh token the access tokens that came from it end too (RFC 7009 2.1). */
    String revocable() {
        return refreshToken == null ? accessToken : refreshToken;
    }

    @Override
    public String toString() {
        return "Grant[expiresAt=" + expiresAt + ", scopes=" + scopes + "]";
    }
}
