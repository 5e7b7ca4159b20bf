package org.prodrome.sandbox.smart;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.SmartDefect;

/**
 * Issues opaque tokens and knows which are good. A refresh token works once: using it gives a new one, and using it again
 * revokes everything that came from the same authorization (RFC 9700 section 4.14.2). Thread-safe.
 */
public final class TokenDesk {

    static final Duration ACCESS = Duration.ofMinutes(15);
    static final Duration BACKEND_ACCESS = Duration.ofMinutes(5);
    private static final Duration ONLINE = Duration.ofHours(1);
    private static final Duration OFFLINE = Duration.ofDays(30);

    private final InstantSource clock;
    private final Faults faults;
    private final Map<String, ActiveToken> access = new HashMap<>();
    private final Map<String, Refresh> refresh = new HashMap<>();

    public TokenDesk(InstantSource clock, Faults faults) {
        this.clock = clock;
        this.faults = faults;
    }

    /**
     * An access token outside any OAuth exchange, as an EHR hands one to a CDS service.
     *
     * @param scope as in a token request, e.g. {@code patient/*.rs}
     */
    public synchronized IssuedTokens issueDirectly(LaunchRequest context, String scope) {
        Grant grant = new Grant(context.clientId(), Scope.parseAll(scope), context, null);
        return issue(grant, OpaqueValue.next(), BACKEND_ACCESS, false);
    }

    /**
     * An access token of a backend service, outside any OAuth exchange.
     *
     * @param scope as in a token request, e.g. {@code system/*.rs}
     */
    public synchronized IssuedTokens issueToService(String clientId, String scope) {
        return issue(new Grant(clientId, Scope.parseAll(scope), null, null), OpaqueValue.next());
    }

    /** The token's grant, if the token is good now. */
    public synchronized Optional<ActiveToken> find(String accessToken) {
        return Optional.ofNullable(access.get(accessToken))
                .filter(token -> clock.instant().isBefore(token.expiresAt()))
                .filter(token -> !faults.expires(token.issuedAt()));
    }

    synchronized IssuedTokens issue(Grant grant, String family) {
        return issue(grant, family, grant.launch() == null ? BACKEND_ACCESS : ACCESS, grant.wantsRefresh());
    }

    /** @param scope the scopes wanted now, no more than were granted; empty for the same */
    synchronized IssuedTokens refresh(String token, String clientId, Optional<String> scope) {
        Refresh found = refresh.get(token);
        if (found == null || !found.grant().clientId().equals(clientId)) {
            throw OAuthError.invalidGrant("refresh_token: expected one issued to this client, got another");
        }
        if (found.used()) {
            revokeFamily(found.family());
            throw OAuthError.invalidGrant("refresh_token: used before; all tokens of this authorization are revoked");
        }
        if (!clock.instant().isBefore(found.expiresAt())) {
            throw OAuthError.invalidGrant("refresh_token: expected one still valid, got an expired one");
        }
        Grant narrowed = scope.map(wanted -> narrow(found.grant(), wanted)).orElse(found.grant());
        if (!faults.has(SmartDefect.REFRESH_TOKEN_REUSED)) {
            refresh.put(token, found.asUsed());
        }
        String next = faults.has(SmartDefect.REFRESH_TOKEN_REUSED)
                ? token
                : keepRefresh(found.grant(), found.family(), found.expiresAt());
        IssuedTokens issued = issue(narrowed, found.family(), ACCESS, false);
        return new IssuedTokens(issued.accessToken(), next, issued.lifetime(), narrowed);
    }

    /** RFC 7009: a refresh token takes its whole family with it, an access token only itself. */
    synchronized void revoke(String token, String clientId) {
        ActiveToken found = access.get(token);
        if (found != null && found.grant().clientId().equals(clientId)) {
            access.remove(token);
        }
        Refresh renewal = refresh.get(token);
        if (renewal != null && renewal.grant().clientId().equals(clientId)) {
            revokeFamily(renewal.family());
        }
    }

    synchronized void revokeFamily(String family) {
        access.values().removeIf(token -> token.family().equals(family));
        refresh.values().removeIf(token -> token.family().equals(family));
    }

    private IssuedTokens issue(Grant grant, String family, Duration lifetime, boolean refreshable) {
        Instant now = clock.instant();
        access.values().removeIf(old -> old.expiresAt().isBefore(now));
        String token = OpaqueValue.next();
        access.put(token, new ActiveToken(grant, family, now, now.plus(lifetime)));
        String renewal = refreshable
                ? keepRefresh(grant, family, now.plus(grant.has("offline_access") ? OFFLINE : ONLINE))
                : null;
        return new IssuedTokens(token, renewal, lifetime, grant);
    }

    private String keepRefresh(Grant grant, String family, Instant expiresAt) {
        String token = OpaqueValue.next();
        refresh.put(token, new Refresh(grant, family, expiresAt, false));
        return token;
    }

    private static Grant narrow(Grant grant, String wanted) {
        List<Scope> scopes = Scope.parseAll(wanted);
        Predicate<Scope> granted = one -> grant.scopes().contains(one)
                || (one instanceof Scope.Data data
                        && grant.dataScopes().stream().anyMatch(broader -> broader.covers(data)));
        if (!scopes.stream().allMatch(granted)) {
            throw OAuthError.invalidScope("scope: expected no more than was granted, got more");
        }
        return grant.narrowedTo(scopes);
    }

    private record Refresh(Grant grant, String family, Instant expiresAt, boolean used) {
        Refresh asUsed() {
            return new Refresh(grant, family, expiresAt, true);
        }
    }
}
