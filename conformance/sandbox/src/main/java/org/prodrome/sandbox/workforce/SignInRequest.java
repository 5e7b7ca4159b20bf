package org.prodrome.sandbox.workforce;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.prodrome.sandbox.smart.ClientRegistration;
import org.prodrome.sandbox.smart.OAuthError;
import org.prodrome.sandbox.smart.Parameters;
import org.prodrome.sandbox.smart.Pkce;

/**
 * An authentication request in which everything is right (OpenID Connect Core section 3.1.2.1). Stricter than the standard: state and
 * nonce are required, and so is PKCE by S256.
 */
record SignInRequest(
        ClientRegistration client, String redirectUri, String state, String nonce, Set<String> scopes, Pkce pkce) {
    static final Set<String> SCOPES = new TreeSet<>(List.of("openid", "profile", "groups"));
    /** 122 random bits in base64url. */
    private static final int UNGUESSABLE = 21;

    static SignInRequest read(Parameters parameters, ClientRegistration client, String redirectUri) {
        parameters.refuseRepeats();
        if (!parameters.require("response_type").equals("code")) {
            throw OAuthError.unsupportedResponseType();
        }
        if (!parameters.find("response_mode").orElse("query").equals("query")) {
            throw OAuthError.invalidRequest("response_mode: expected query");
        }
        Set<String> scopes = Set.of(parameters.require("scope").split(" "));
        if (!scopes.contains("openid") || !SCOPES.containsAll(scopes)) {
            throw OAuthError.invalidScope("scope: expected openid and others of " + SCOPES);
        }
        return new SignInRequest(
                client,
                redirectUri,
                unguessable(parameters, "state"),
                unguessable(parameters, "nonce"),
                scopes,
                Pkce.from(parameters));
    }

    private static String unguessable(Parameters parameters, String name) {
        String value = parameters.require(name);
        if (value.length() < UNGUESSABLE) {
            throw OAuthError.invalidRequest(name + ": expected at least " + UNGUESSABLE + " characters");
        }
        return value;
    }
}
