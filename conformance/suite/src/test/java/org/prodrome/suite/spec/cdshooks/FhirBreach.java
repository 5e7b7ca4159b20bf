package org.prodrome.suite.spec.cdshooks;

import org.prodrome.sandbox.fault.ClientBreach;

/** A service that calls the client's FHIR server wrongly: the sandbox alters what it sent. */
enum FhirBreach implements Breach {
    NO_ACCESS_TOKEN(ClientBreach.NO_FHIR_AUTHORIZATION),
    ACCESS_TOKEN_AS_PASSWORD(ClientBreach.FHIR_AUTHORIZATION_BASIC),
    ACCESS_TOKEN_IN_URL(ClientBreach.FHIR_TOKEN_IN_URL);

    private final ClientBreach breach;

    FhirBreach(ClientBreach breach) {
        this.breach = breach;
    }

    ClientBreach breach() {
        return breach;
    }
}
