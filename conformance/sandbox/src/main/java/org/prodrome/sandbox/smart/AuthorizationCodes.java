package org.prodrome.sandbox.smart;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Codes on their way from the redirect to the token endpoint. Each is good once and for a minute; a second use revokes
 * what the first one gave (RFC 6749 section 4.1.2). Thread-safe.
 */
final class AuthorizationCodes {

    private static final Duration VALID_FOR = Duration.ofMinutes(1);
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

    private final InstantSource clock;
    private final TokenDesk tokens;
    private final Map<String, Issued> codes = new HashMap<>();

    AuthorizationCodes(InstantSource clock, TokenDesk tokens) {
        this.clock = clock;
        this.tokens = tokens;
    }

    synchronized String issue(Grant grant, String redirectUri, Pkce pkce) {
        Instant now = clock.instant();
        codes.values().removeIf(old -> old.until().plus(REMEMBERED_FOR).isBefore(now));
        String code = OpaqueValue.next();
        codes.put(code, new Issued(grant, redirectUri, pkce, OpaqueValue.next(), now.plus(VALID_FOR), false));
        return code;
    }

    /** Counts the code as used. */
    synchronized void spend(String code) {
        codes.computeIfPresent(code, (ignored, issued) -> issued.asUsed());
    }

    /** Whatever is wrong with the exchange, the code is spent by it. */
    synchronized IssuedTokens exchange(String code, String clientId, String redirectUri, String verifier) {
        Issued found = codes.get(code);
        if (found == null || !found.grant().clientId().equals(clientId)) {
            throw OAuthError.invalidGrant("code: expected one issued to this client, got another");
        }
        codes.put(code, found.asUsed());
        if (found.used()) {
            tokens.revokeFamily(found.family());
            throw OAuthError.invalidGrant("code: used before; the tokens it gave are revoked");
        }
        if (!clock.instant().isBefore(found.until())) {
            throw OAuthError.invalidGrant("code: expected one still valid, got an expired one");
        }
        if (!found.redirectUri().equals(redirectUri)) {
            throw OAuthError.invalidGrant("redirect_uri: expected that of the authorization request");
        }
        if (!found.pkce().isMetBy(verifier)) {
            throw OAuthError.invalidGrant("code_verifier: expected the one behind the code_challenge");
        }
        return tokens.issue(found.grant(), found.family());
    }

    private record Issued(Grant grant, String redirectUri, Pkce pkce, String family, Instant until, boolean used) {
        Issued asUsed() {
            return new Issued(grant, redirectUri, pkce, family, until, true);
        }
    }
}
