package org.prodrome.sandbox.smart;

import java.util.Optional;

/** Finds out which client is calling the token endpoint and makes it prove it. */
final class ClientGate {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final ClientRegistry clients;
    private final ClientAssertions assertions;

    ClientGate(ClientRegistry clients, ClientAssertions assertions) {
        this.clients = clients;
        this.assertions = assertions;
    }

    ClientRegistration identify(Parameters parameters) {
        if (parameters.find("client_secret").isPresent()) {
            throw OAuthError.invalidClient("client_secret: expected none, this EHR knows no shared secrets");
        }
        Optional<String> assertion = parameters.find("client_assertion");
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

    private ClientRegistration open(Optional<String> clientId) {
        ClientRegistration client =
                find(clientId.orElseThrow(() -> OAuthError.invalidClient("client authentication: expected, missing")));
        if (!client.isPublic()) {
            throw OAuthError.invalidClient("client_assertion: expected of this client, missing");
        }
        return client;
    }

    private ClientRegistration find(String clientId) {
        return clients.find(clientId)
                .orElseThrow(() -> OAuthError.invalidClient("client_id: expected an approved client, got another"));
    }
}
