package org.prodrome.launcher;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One issuer this app accepts launches from, and what was agreed with it.
 *
 * @param issuer the FHIR base URL, which an EHR sends as {@code iss}
 * @param redirectUri exactly as registered with the issuer; null for a backend service, to which no browser returns
 * @param scopes the least the app needs; {@code launch} is added to an EHR launch when missing
 * @param trustedHosts {@code host} or {@code host:port} of endpoints that aren't on the issuer's own host and port
 * @param loopbackHttpAllowed accepts plain http and loopback addresses, for development on one machine only
 * @param internalNetwork accepts private addresses, for an EHR on the hospital's own network
 * @param leniencies departures from the standard tolerated in this issuer; none unless its administrator asked
 */
public record IssuerRegistration(
        URI issuer,
        String clientId,
        ClientAuthentication authentication,
        @Nullable URI redirectUri,
        Scopes scopes,
        Set<String> trustedHosts,
        boolean loopbackHttpAllowed,
        boolean internalNetwork,
        Set<Leniency> leniencies) {

    /** A departure from SMART App Launch 2.2 that real servers show. */
    public enum Leniency {
        /** Discovery without {@code grant_types_supported} or {@code code_challenge_methods_supported} (conformance#metadata). */
        DISCOVERY_FIELDS_MISSING,
        /** A token response without {@code token_type} is taken as a bearer token (app-launch#response-5). */
        TOKEN_TYPE_MISSING,
        /** A token response without {@code scope} grants what was asked for, as RFC 6749 5.1 has it. */
        SCOPE_MISSING,
        /** {@code iss} of an id_token and the issuer of SMART configuration differ by a slash at the end (OpenID Connect Core 3.1.3.7). */
        ISSUER_SLASH_DIFFERS,
        /** No {@code openid-configuration}: the key set named by the SMART configuration is used. */
        OPENID_CONFIGURATION_MISSING,
        /**
         * The token endpoint wants {@code client_id} beside a client assertion, as stock Spring Authorization Server does; SMART leaves
         * it out (app-launch#request-5), RFC 7521 4.2 lets it be there.
         */
        CLIENT_ID_BESIDE_ASSERTION
    }

    public IssuerRegistration {
        trustedHosts = Set.copyOf(trustedHosts);
        leniencies = Set.copyOf(leniencies);
        require(!clientId.isBlank(), "client id: expected a value, got a blank");
        require(issuer.getHost() != null, "issuer: expected an absolute URL, got " + issuer);
        issuer = normal(issuer);
        require(issuer.getRawQuery() == null, "issuer: expected no query, got " + issuer);
        if (redirectUri != null) {
            require(redirectUri.isAbsolute(), "redirect URI: expected an absolute URL, got " + redirectUri);
            require(redirectUri.getRawFragment() == null, "redirect URI: expected no fragment, got " + redirectUri);
        }
        var malformed = scopes.all().stream().filter(ScopeSyntax::malformed).toList();
        require(malformed.isEmpty(), "scopes: expected letters of cruds in this order, got " + malformed);
    }

    /** A registration that trusts TLS to the issuer's own host and port only, and tolerates no departure. */
    public static IssuerRegistration of(
            URI issuer, String clientId, ClientAuthentication authentication, URI redirectUri, Scopes scopes) {
        return new IssuerRegistration(
                issuer, clientId, authentication, redirectUri, scopes, Set.of(), false, false, Set.of());
    }

    /**
     * A registration of an app that runs by itself, for {@link SmartLauncher#backend} (backend-services).
     *
     * @param scopes usually of level {@code system}; none of them about a launch, a user or a refresh token
     */
    public static IssuerRegistration backend(
            URI issuer, String clientId, ClientAuthentication.PrivateKeyJwt authentication, Scopes scopes) {
        var misplaced = scopes.all().stream()
                .filter(Scope.Named.class::isInstance)
                .map(Scope::value)
                .toList();
        require(misplaced.isEmpty() && !scopes.all().isEmpty(), "scopes: expected resource scopes, got " + misplaced);
        return new IssuerRegistration(issuer, clientId, authentication, null, scopes, Set.of(), false, false, Set.of());
    }

    /** The same, with endpoints on these further hosts ({@code host} or {@code host:port}). */
    public IssuerRegistration trustingHosts(String... hosts) {
        return with(Set.of(hosts), loopbackHttpAllowed, internalNetwork, leniencies);
    }

    /** The same, with plain http and loopback addresses accepted: for development on one machine only. */
    public IssuerRegistration allowingLoopbackHttp() {
        return with(trustedHosts, true, internalNetwork, leniencies);
    }

    /** The same, for an issuer whose hosts have private addresses. */
    public IssuerRegistration onInternalNetwork() {
        return with(trustedHosts, loopbackHttpAllowed, true, leniencies);
    }

    /** The same, with these departures tolerated. */
    public IssuerRegistration tolerating(Leniency... tolerated) {
        return with(trustedHosts, loopbackHttpAllowed, internalNetwork, Set.of(tolerated));
    }

    /** One form for a URL with and without a slash at its end, and for a host in any case. */
    static URI normal(URI issuer) {
        var path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceFirst("/+$", "");
        var query = issuer.getRawQuery() == null ? "" : "?" + issuer.getRawQuery();
        var start = issuer.getScheme() + "://" + issuer.getRawAuthority();
        return URI.create(start.toLowerCase(Locale.ROOT) + path + query);
    }

    boolean tolerates(Leniency leniency) {
        return leniencies.contains(leniency);
    }

    private IssuerRegistration with(Set<String> hosts, boolean loopback, boolean internal, Set<Leniency> tolerated) {
        return new IssuerRegistration(
                issuer, clientId, authentication, redirectUri, scopes, hosts, loopback, internal, tolerated);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
