package org.prodrome.launcher;

import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the browser's return to a launch context: who answered, the code for tokens, the id_token, the context. Safe for several threads. */
record Completion(Discovery discovery, IdTokens idTokens, Wire wire, Clock clock) {
    /** By these a server says that it can't, not that it won't (RFC 6749 4.1.2.1). */
    private static final Set<String> OUT_OF_ORDER = Set.of("server_error", "temporarily_unavailable");

    LaunchContext of(RedirectParameters redirect, IssuerRegistration registration, PendingLaunch launch) {
        var code = code(redirect, registration);
        var endpoint = new TokenEndpoint(registration, discovery, wire, clock);
        var response = endpoint.exchange(code, launch);
        try {
            return context(response, endpoint, launch);
        } catch (RuntimeException refused) {
            endpoint.giveBack(response.grant().revocable(), refused);
            throw refused;
        }
    }

    private LaunchContext context(TokenResponse response, TokenEndpoint endpoint, PendingLaunch launch) {
        var registration = endpoint.registration();
        var identity = identity(response, registration, launch);
        var parameters = ContextParameters.parse(response.context(), registration);
        var renewal = new GrantRenewal(endpoint, parameters.patient());
        return new LaunchContext(
                registration.issuer(),
                new Access(registration.issuer(), response.grant(), renewal, clock),
                launch.requested(),
                parameters,
                identity,
                identity == null || identity.fhirUser() == null
                        ? null
                        : FhirUser.absolute(identity.fhirUser(), registration.issuer()));
    }

    private String code(RedirectParameters redirect, IssuerRegistration registration) {
        requireSender(redirect, registration);
        var error = redirect.error();
        if (error != null) {
            var breach = Breach.answered(
                    Clause.AUTHORIZATION_RESPONSE,
                    "an authorization code",
                    LaunchException.OAuthError.of(error, redirect.errorDescription()));
            throw OUT_OF_ORDER.contains(error)
                    ? new LaunchException.Unreachable(breach)
                    : new LaunchException.Denied(breach);
        }
        var code = redirect.code();
        if (code == null || code.isBlank()) {
            throw LaunchLedger.refused("an authorization code or an error", "neither");
        }
        return code;
    }

    /** Refuses an answer that another authorization server sent (RFC 9207 2.4). */
    private void requireSender(RedirectParameters redirect, IssuerRegistration registration) {
        var smart = discovery.of(registration);
        var sender = redirect.iss();
        if (sender == null ? smart.namesItselfInRedirects() : !sender.equals(smart.issuer())) {
            discovery.forget(registration);
            throw new LaunchException.Redirect(Breach.of(
                    "RFC 9207 2.4", "iss of the issuer's authorization server", sender == null ? "none" : "another"));
        }
    }

    private IdTokens.@Nullable Identity identity(
            TokenResponse response, IssuerRegistration registration, PendingLaunch launch) {
        var idToken = response.idToken();
        if (launch.nonce() == null) {
            return null; // not asked for; what comes unasked isn't trusted
        }
        if (idToken != null) {
            return validated(idToken, registration, launch.nonce());
        }
        if (response.grant().scopes().contains("openid")) {
            throw new LaunchException.Identity(
                    Breach.of(Clause.TOKEN_RESPONSE, "an id_token, as openid was granted", "none"));
        }
        return null;
    }

    private IdTokens.Identity validated(String idToken, IssuerRegistration registration, String nonce) {
        try {
            return idTokens.validate(idToken, registration, discovery.of(registration), nonce);
        } catch (LaunchException e) {
            discovery.forget(registration); // it may name an issuer that was put right since
            throw e;
        }
    }
}
