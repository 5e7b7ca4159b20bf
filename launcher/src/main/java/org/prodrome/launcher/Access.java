package org.prodrome.launcher;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Permission to call one FHIR server, which renews itself while it can. The token inside is opaque and never shown.
 *
 * {@snippet file = "org/prodrome/launcher/snippets/Snippets.java" region = "access"}
 *
 * <p>Safe for several threads: however many find the token about to expire, one request renews it and all get the outcome
 * (app-launch#request-7). Ask for the header before each request rather than keeping it.
 */
public final class Access {
    private final URI fhirBase;
    private final Clock clock;
    private final @Nullable Renewal renewal;
    private final SingleFlight<Grant> renewing = new SingleFlight<>();
    private final AtomicReference<@Nullable Grant> grant;

    /** Where a grant is renewed and ended; null for a token that somebody else obtained. */
    interface Renewal {
        /** Whether this grant can be renewed at all. */
        boolean possible(Grant held);

        Grant renew(Grant held);

        /** Whether what the server refuses once it will refuse for good, as it does a used refresh token. */
        boolean refusedForGood();

        void revoke(String token);
    }

    /**
     * What an authorization server says about a token (RFC 7662 2.2). Of an inactive one it says nothing else.
     *
     * @param scopes empty where none are stated; so are the others null
     * @param fhirUser absolute URL of the person the token stands for
     */
    public record Introspection(
            boolean active,
            Scopes scopes,
            @Nullable String clientId,
            @Nullable String subject,
            @Nullable Instant expiresAt,
            @Nullable String patient,
            @Nullable String encounter,
            @Nullable URI fhirUser) {
        @Override
        public String toString() {
            return "Introspection[active=" + active + ", scopes=" + scopes + "]";
        }
    }

    Access(URI fhirBase, Grant grant, @Nullable Renewal renewal, Clock clock) {
        this.fhirBase = fhirBase;
        this.grant = new AtomicReference<>(grant);
        this.renewal = renewal;
        this.clock = clock;
    }

    /**
     * Access by a token that was given rather than asked for, such as a CDS Hooks request's {@code fhirAuthorization}.
     *
     * <p>It can't be renewed.
     *
     * @param fhirBase the FHIR base URL; the token is sent nowhere else
     */
    public static Access given(URI fhirBase, String accessToken, Scopes scopes, Instant expiresAt, Clock clock) {
        return new Access(fhirBase, new Grant(accessToken, null, expiresAt, expiresAt, scopes), null, clock);
    }

    /** The FHIR base URL, without a slash at its end. */
    public URI fhirBase() {
        return fhirBase;
    }

    /** What is granted now; a renewal may narrow it. */
    public Scopes scopes() {
        return held().scopes();
    }

    /** When the present access token expires; empty where the server doesn't say. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(held().expiresAt());
    }

    /**
     * The {@code Authorization} header for a request to {@code target}, with a token that is valid now.
     *
     * @throws LaunchException.NoAccess where the target isn't under the FHIR base, or access has ended
     * @throws LaunchException.Unreachable where the token must be renewed and the server doesn't answer; may be tried again
     */
    public String authorizationFor(URI target) {
        requireUnderBase(target);
        var current = held();
        return header(expiring(current) ? renewedFrom(current) : current);
    }

    /**
     * The header to try once more with, after the server answered 401 to {@code refusedHeader}.
     *
     * @throws LaunchException.NoAccess also where no renewal is possible: the user must launch again
     */
    public String authorizationAfter401(URI target, String refusedHeader) {
        requireUnderBase(target);
        var current = held();
        return header(header(current).equals(refusedHeader) ? renewedFrom(current) : current);
    }

    /**
     * Forgets the tokens at once, then asks the server to forget them too, if it has an endpoint for that (RFC 7009).
     *
     * @throws LaunchException where the server couldn't be asked or wouldn't; this access has ended all the same
     */
    public void end() {
        var ended = grant.getAndSet(null);
        if (ended != null && renewal != null) {
            renewal.revoke(ended.revocable());
        }
    }

    /** Whether {@link #end} was called or a renewal was refused. */
    public boolean ended() {
        return grant.get() == null;
    }

    private Grant renewedFrom(Grant stale) {
        return renewing.join(() -> {
            var current = held();
            return current.equals(stale) ? renew(current) : current;
        });
    }

    private Grant renew(Grant stale) {
        if (renewal == null || !renewal.possible(stale)) {
            throw noAccess(Clause.REFRESH_REQUEST, "an access token or a way to renew it", "neither");
        }
        try {
            return replace(stale, renewal.renew(stale), renewal);
        } catch (LaunchException.TokenAnswer | LaunchException.Context e) {
            if (renewal.refusedForGood()) {
                grant.set(null); // the server won't have this refresh token again, and neither will it be sent again
            }
            throw new LaunchException.NoAccess(new Breach(
                    e.clause(), e.expected(), e.arrived(), e.oauthError().orElse(null), e));
        }
    }

    /** Where access was ended while the renewal was under way, what came of it is given back. */
    private Grant replace(Grant stale, Grant renewed, Renewal by) {
        if (!grant.compareAndSet(stale, renewed)) {
            by.revoke(renewed.revocable());
            throw noAccess(Clause.REFRESH_RESPONSE, "access that is still wanted", "access ended meanwhile");
        }
        return renewed;
    }

    /** A token that can't be renewed is used to its end. */
    private boolean expiring(Grant current) {
        boolean renewable = renewal != null && renewal.possible(current);
        var due = renewable ? current.renewAt() : current.expiresAt();
        return due != null && !clock.instant().isBefore(due);
    }

    private Grant held() {
        var current = grant.get();
        if (current == null) {
            throw noAccess(Clause.FHIR_REQUEST, "access that hasn't ended", "access that has");
        }
        return current;
    }

    private static String header(Grant current) {
        return "Bearer " + current.accessToken();
    }

    /** A token sent elsewhere is a token lost (app-launch#response-6); dot segments must not lead out of the base either. */
    private void requireUnderBase(URI target) {
        var base = fhirBase.toString();
        var asked = target.toString();
        boolean under = asked.equals(base) || asked.startsWith(base + "/") || asked.startsWith(base + "?");
        var path = target.getRawPath() == null ? "" : target.getRawPath().toLowerCase(Locale.ROOT);
        if (!under || path.contains("/..") || path.contains("%2e") || path.contains("\\")) {
            throw noAccess(
                    Clause.REFERENCES_ELSEWHERE,
                    "an address under " + base,
                    "one elsewhere, on host " + target.getHost());
        }
    }

    private static LaunchException.NoAccess noAccess(String clause, String expected, String arrived) {
        return new LaunchException.NoAccess(Breach.of(clause, expected, arrived));
    }

    @Override
    public String toString() {
        return "Access[fhirBase=" + fhirBase + (ended() ? ", ended" : "") + "]";
    }
}
