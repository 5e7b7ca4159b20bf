package org.prodrome.sandbox.smart;

import java.util.List;
import java.util.Optional;

/**
 * An authorization request in which everything that can be checked without the user is right.
 *
 * @param launch the EHR launch it continues; empty for a standalone launch
 */
record AuthorizationRequest(
        ClientRegistration client,
        String redirectUri,
        String state,
        List<Scope> scopes,
        Optional<String> launch,
        Optional<String> nonce,
        Pkce pkce) {

    /** 122 random bits in base64url; less cannot be unguessable enough (SMART App Launch 2.2, 2.0.9). */
    private static final int STATE_LENGTH = 21;

    static AuthorizationRequest read(
            Parameters parameters, ClientRegistration client, String redirectUri, EhrAddress address) {
        parameters.refuseRepeats();
        if (!parameters.require("response_type").equals("code")) {
            throw OAuthError.unsupportedResponseType();
        }
        if (parameters.require("state").length() < STATE_LENGTH) {
            throw OAuthError.invalidRequest("state: expected at least " + STATE_LENGTH + " characters");
        }
        if (!parameters.require("aud").equals(address.fhirBase())) {
            throw OAuthError.invalidRequest("aud: expected this EHR's FHIR base URL");
        }
        AuthorizationRequest request = new AuthorizationRequest(
                client,
                redirectUri,
                parameters.require("state"),
                Scope.parseAll(parameters.require("scope")),
                parameters.find("launch"),
                parameters.find("nonce"),
                Pkce.from(parameters));
        request.requireConsistentLaunch();
        return request;
    }

    /** Whether a standalone launch has the user choose a patient. */
    boolean wantsPatient() {
        return scopes.contains(new Scope.Word("launch/patient"));
    }

    private boolean hasPatientScopes() {
        return scopes.stream()
                .anyMatch(scope -> scope instanceof Scope.Data data && data.level() == Scope.Level.PATIENT);
    }

    private void requireConsistentLaunch() {
        boolean asked = scopes.contains(new Scope.Word("launch"));
        if (asked && launch.isEmpty()) {
            throw OAuthError.invalidRequest("launch: expected with the scope 'launch', missing");
        }
        if (launch.isEmpty() && hasPatientScopes() && !wantsPatient()) {
            throw OAuthError.invalidScope("scope: expected 'launch/patient' with patient scopes, missing");
        }
        if (!asked && launch.isPresent()) {
            throw OAuthError.invalidScope("scope: expected 'launch' with the parameter launch, missing");
        }
    }
}
