package org.prodrome.launcher;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks to one issuer's token and revocation endpoints on behalf of one registration. Safe for several threads. */
record TokenEndpoint(IssuerRegistration registration, Discovery discovery, Wire wire, Clock clock) {

    /** Trades an authorization code for tokens (app-launch#request-5). Never repeated once the server may have seen it. */
    TokenResponse exchange(String code, PendingLaunch launch) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", launch.redirectUri().toString());
        form.put("code_verifier", launch.codeVerifier());
        var body = post(form, Clause.TOKEN_RESPONSE);
        return TokenResponse.parse(body, registration, clock.instant(), launch.requested(), null);
    }

    /** Renews a grant (app-launch#request-7); no scope is sent, so that the granted ones stay. */
    TokenResponse refresh(Grant held, String refreshToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        var body = post(form, Clause.REFRESH_RESPONSE);
        return TokenResponse.parse(body, registration, clock.instant(), held.scopes(), held);
    }

    /** Tells the server to forget a token, where it has an endpoint for that (RFC 7009). */
    void revoke(String token) {
        var smart = discovery.of(registration);
        var endpoint = smart.revocationEndpoint();
        if (endpoint != null) {
            send(endpoint, Map.of("token", token), smart, "an answer to the revocation");
        }
    }

    private String post(Map<String, String> form, String clause) {
        var smart = discovery.of(registration);
        try {
            var answer = send(smart.tokenEndpoint(), form, smart, "a token response");
            if (answer.ok()) {
                return answer.body();
            }
            throw refused(answer, clause);
        } catch (LaunchException e) {
            discovery.forget(registration);
            throw e;
        }
    }

    private Wire.Answer send(URI endpoint, Map<String, String> form, SmartConfiguration smart, String what) {
        new Addresses(registration).reachable(endpoint, "token endpoint", LaunchException.Discovery::new);
        return wire.postForm(endpoint, () -> authenticated(form, smart), what);
    }

    /** The client id goes in the form for a public app only (app-launch#request-5). */
    private Map<String, String> authenticated(Map<String, String> form, SmartConfiguration smart) {
        var complete = new LinkedHashMap<>(form);
        switch (registration.authentication()) {
            case ClientAuthentication.PublicClient ignored -> complete.put("client_id", registration.clientId());
            case ClientAuthentication.PrivateKeyJwt jwt -> {
                complete.put("client_assertion_type", ClientAssertions.TYPE);
                complete.put("client_assertion", new ClientAssertions(clock).sign(registration.clientId(), jwt, smart));
            }
        }
        return complete;
    }

    /** A server that is out of order hasn't refused anything, whatever error it names. */
    private static LaunchException refused(Wire.Answer answer, String clause) {
        var expected = "a token response with status 200";
        var error = oauthError(answer.body());
        var breach = error != null
                ? Breach.answered(clause, expected, error)
                : Breach.of(clause, expected, "status " + answer.status() + " without an OAuth error");
        return answer.outOfOrder() ? new LaunchException.Unreachable(breach) : new LaunchException.TokenAnswer(breach);
    }

    private static LaunchException.@Nullable OAuthError oauthError(String body) {
        try {
            var json = JsonDocument.parse(
                    body, "the error response", Clause.TOKEN_RESPONSE, LaunchException.TokenAnswer::new);
            var code = json.text("error");
            return code == null ? null : LaunchException.OAuthError.of(code, json.text("error_description"));
        } catch (LaunchException e) {
            return null; // an error page rather than an OAuth error; the status is reported instead
        }
    }
}
