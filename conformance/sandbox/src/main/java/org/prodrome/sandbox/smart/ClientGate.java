package org.prodrome.sandbox.smart;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out which client is calling the token endpoint and makes it prove it. */
public final class ClientGate {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final ClientRegistry clients;
    private final ClientAssertions assertions;

    public ClientGate(ClientRegistry clients, ClientAssertions assertions) {
        this.clients = clients;
        this.assertions = assertions;
    }

    /** @param authorization the header, where one came */
    public ClientRegistration identify(@Nullable String authorization, Parameters parameters) {
        if (parameters.find("client_secret").isPresent()) {
            throw OAuthError.invalidClient("client_secret: expected by HTTP Basic alone, came in the form");
        }
        Optional<String> assertion = parameters.find("client_assertion");
        if (authorization != null) {
            if (assertion.isPresent()) {
                throw OAuthError.invalidRequest("client authentication: expected one, came twice");
            }
            return bySecret(BasicCredentials.read(authorization), parameters.find("client_id"));
        }
        return assertion.isPresent() ? confidential(assertion.get(), parameters) : open(parameters.find("client_id"));
    }

    private ClientRegistration confidential(String assertion, Parameters parameters) {
        if (!parameters.find("client_assertion_type").equals(Optional.of(JWT_BEARER))) {
            throw OAuthError.invalidClient("client_assertion_type: expected " + JWT_BEARER);
        }
        String claimed = ClientAssertions.claimedClient(assertion);
        if (!parameters.find("client_id").orElse(claimed).equals(claimed)) {
            throw OAuthError.invalidClient("client_id: expected the assertion's iss");
        }
        ClientRegistration client = find(claimed);
        assertions.verify(assertion, client);
        return client;
    }

    private ClientRegistration bySecret(BasicCredentials given, Optional<String> clientId) {
        if (!clientId.orElse(given.clientId()).equals(given.clientId())) {
            throw OAuthError.invalidClient("client_id: expected the one in the Authorization header");
        }
        ClientRegistration client = find(given.clientId());
        if (!(client.authentication() instanceof ClientAuthentication.Secret(String registered))
                || !given.prove(registered)) {
            throw OAuthError.invalidClient("Authorization: expected this client's own way to prove itself");
        }
        return client;
    }

    private ClientRegistration open(Optional<String> clientId) {
        ClientRegistration client =
                find(clientId.orElseThrow(() -> OAuthError.invalidClient("client authentication: expected, missing")));
        if (!client.isPublic()) {
            throw OAuthError.invalidClient("client authentication: expected of this client, missing");
        }
        return client;
    }

    private ClientRegistration find(String clientId) {
        return clients.find(clientId)
                .orElseThrow(() -> OAuthError.invalidClient("client_id: expected an approved client, got another"));
    }
}
