package org.prodrome.sandbox.smart;

import java.net.URI;
import java.util.Set;

/**
 * One app that this EHR's administrator has approved.
 *
 * @param clientId the id assigned to the app
 * @param title what the EHR's pages call the app
 * @param authentication how it authenticates at the token endpoint
 * @param launchUrl where the EHR sends the browser for an EHR launch
 * @param redirectUris compared as exact strings
 * @param systemScopes what it may ask for by {@code client_credentials}; empty means not a backend service
 */
public record ClientRegistration(
        String clientId,
        String title,
        ClientAuthentication authentication,
        URI launchUrl,
        Set<String> redirectUris,
        Set<String> systemScopes) {

    public ClientRegistration {
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("clientId: expected a name, got nothing");
        }
        redirectUris = Set.copyOf(redirectUris);
        systemScopes = Set.copyOf(systemScopes);
    }

    /** A confidential app whose pages live under one origin, by the layout that README.md describes. */
    public static ClientRegistration confidential(String clientId, String title, String appOrigin) {
        return at(
                clientId,
                title,
                appOrigin,
                new ClientAuthentication.KeysAt(URI.create(appOrigin + "/.well-known/jwks.json")));
    }

    /** A public app whose pages live under one origin. */
    public static ClientRegistration open(String clientId, String title, String appOrigin) {
        return at(clientId, title, appOrigin, new ClientAuthentication.None());
    }

    /** A confidential app that proves itself by a shared secret. */
    public static ClientRegistration symmetric(String clientId, String title, String appOrigin, String secret) {
        return at(clientId, title, appOrigin, new ClientAuthentication.Secret(secret));
    }

    /** A backend service: keys at the app's JWKS URL, no user and so no redirect. */
    public static ClientRegistration backend(String clientId, String title, String appOrigin, String... scopes) {
        ClientRegistration client = confidential(clientId, title, appOrigin);
        return new ClientRegistration(
                clientId, title, client.authentication(), client.launchUrl(), Set.of(), Set.of(scopes));
    }

    private static ClientRegistration at(
            String clientId, String title, String appOrigin, ClientAuthentication authentication) {
        return new ClientRegistration(
                clientId,
                title,
                authentication,
                URI.create(appOrigin + "/launch"),
                Set.of(appOrigin + "/launch/callback"),
                Set.of());
    }

    public ClientRegistration withSystemScopes(String... scopes) {
        return new ClientRegistration(clientId, title, authentication, launchUrl, redirectUris, Set.of(scopes));
    }

    public ClientRegistration withKeys(String jwksJson) {
        return new ClientRegistration(
                clientId,
                title,
                new ClientAuthentication.RegisteredKeys(jwksJson),
                launchUrl,
                redirectUris,
                systemScopes);
    }

    public ClientRegistration withSecret(String secret) {
        return new ClientRegistration(
                clientId, title, new ClientAuthentication.Secret(secret), launchUrl, redirectUris, systemScopes);
    }

    /** SMART keeps backend services to asymmetric keys (client-confidential-symmetric, audience and scope). */
    boolean isBackend() {
        return !systemScopes.isEmpty()
                && switch (authentication) {
                    case ClientAuthentication.None ignored -> false;
                    case ClientAuthentication.Secret ignored -> false;
                    case ClientAuthentication.KeysAt ignored -> true;
                    case ClientAuthentication.RegisteredKeys ignored -> true;
                };
    }

    boolean isPublic() {
        return authentication instanceof ClientAuthentication.None;
    }
}
