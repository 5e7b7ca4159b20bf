package org.prodrome.launcher;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Speaks to one issuer's token and revocation endpoints on behalf of one registration. Safe for several threads. */
record TokenEndpoint(IssuerRegistration registration, Discovery discovery, Wire wire, Clock clock) {
    /** RFC 6749 5.2 without the blank, which no registered code has. */
    private static final Pattern ERROR_CODE = Pattern.compile("[!#-\\[\\]-~]+");

    /** Trades an authorization code for tokens (app-launch#request-5). Sent again only where the server says it did nothing (429, 503). */
    TokenResponse exchange(String code, PendingLaunch launch) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", launch.redirectUri().toString());
        form.put("code_verifier", launch.codeVerifier());
        var body = post(form, Clause.TOKEN_RESPONSE);
        return parsed(body, launch.requested(), null);
    }

    /** Renews a grant (app-launch#request-7); no scope is sent, so that the granted ones stay. */
    TokenResponse refresh(Grant held, String refreshToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        var body = post(form, Clause.REFRESH_RESPONSE);
        return parsed(body, held.scopes(), held);
    }

    /** Asks for a token in this app's own name; a refresh token that comes with it is not kept (backend-services#scopes). */
    TokenResponse clientCredentials() {
        discovery.requiring(known -> known.requireBackend(registration), registration);
        var form = Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                registration.scopes().toString());
        var body = post(form, Clause.BACKEND);
        return parsed(body, registration.scopes(), null).withoutRefreshToken();
    }

    private TokenResponse parsed(String body, Scopes requested, @Nullable Grant held) {
        try {
            return TokenResponse.parse(body, registration, clock.instant(), requested, held);
        } catch (LaunchException refused) {
            var token = TokenResponse.revocable(body);
            if (token != null) {
                giveBack(token, refused);
            }
            throw refused;
        }
    }

    /** Of an answer that is refused no token stays; a server that won't have it back is noted in the refusal. */
    void giveBack(String token, RuntimeException refused) {
        try {
            revoke(token);
        } catch (LaunchException notTaken) {
            if (refused != notTaken) {
                refused.addSuppressed(notTaken);
            }
        }
    }

    /** Asks the server what it knows of a token (RFC 7662 2.1). */
    Access.Introspection introspect(String token) {
        var smart = discovery.of(registration);
        var endpoint = smart.introspectionEndpoint();
        if (endpoint == null) {
            throw new LaunchException.Discovery(Breach.of(
                    Clause.INTROSPECTION, "smart-configuration with introspection_endpoint: a value", "none"));
        }
        var form = Map.of("token", token, "token_type_hint", "access_token");
        var answer = send(endpoint, form, smart, "an introspection response");
        if (!answer.ok()) {
            throw refused(answer, Clause.INTROSPECTION, "an introspection response with status 200");
        }
        return IntrospectionResponse.parse(answer.body(), registration);
    }

    /** Tells the server to forget a token, where it has an endpoint for that (RFC 7009). */
    void revoke(String token) {
        var smart = discovery.of(registration);
        var endpoint = smart.revocationEndpoint();
        if (endpoint != null) {
            var answer = send(endpoint, Map.of("token", token), smart, "an answer to the revocation");
            if (!answer.successful()) {
                throw refused(answer, Clause.REVOCATION, "a revocation answered with status 200");
            }
        }
    }

    private String post(Map<String, String> form, String clause) {
        var smart = discovery.of(registration);
        try {
            var answer = send(smart.tokenEndpoint(), form, smart, "a token response");
            if (answer.ok()) {
                return answer.body();
            }
            throw refused(answer, clause, "a token response with status 200");
        } catch (LaunchException e) {
            discovery.forget(registration);
            throw e;
        }
    }

    private Wire.Answer send(URI endpoint, Map<String, String> form, SmartConfiguration smart, String what) {
        new Addresses(registration).reachable(endpoint, "the endpoint of " + what, LaunchException.Discovery::new);
        return wire.postForm(endpoint, authorization(), () -> authenticated(form, smart), what);
    }

    /** The Authorization header of a client that has a secret, each half of it encoded as a form (RFC 6749 2.3.1). */
    private @Nullable String authorization() {
        return registration.authentication() instanceof ClientAuthentication.ClientSecret secret
                ? Form.basic(registration.clientId(), secret.value())
                : null;
    }

    /** The client id goes in the form for a public app only (app-launch#request-5), unless a server is known to want it. */
    private Map<String, String> authenticated(Map<String, String> form, SmartConfiguration smart) {
        var complete = new LinkedHashMap<>(form);
        switch (registration.authentication()) {
            case ClientAuthentication.PublicClient ignored -> complete.put("client_id", registration.clientId());
            case ClientAuthentication.ClientSecret ignored -> {} // in the header, see authorization()
            case ClientAuthentication.PrivateKeyJwt jwt -> {
                complete.put("client_assertion_type", ClientAssertions.TYPE);
                complete.put("client_assertion", new ClientAssertions(clock).sign(registration.clientId(), jwt, smart));
                if (registration.tolerates(IssuerRegistration.Leniency.CLIENT_ID_BESIDE_ASSERTION)) {
                    complete.put("client_id", registration.clientId());
                }
            }
        }
        return complete;
    }

    /** A server that is out of order hasn't refused anything, whatever error it names. */
    private static LaunchException refused(Wire.Answer answer, String clause, String expected) {
        var error = answer.mayBeOAuthError() ? oauthError(answer.body()) : null;
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
            return code == null || !ERROR_CODE.matcher(code).matches()
                    ? null // such as "Not Found" on an error page that happens to be JSON
                    : LaunchException.OAuthError.of(code, json.text("error_description"));
        } catch (LaunchException e) {
            return null; // an error page rather than an OAuth error; the status is reported instead
        }
    }
}
