package org.prodrome.sandbox.workforce;

import java.util.List;
import java.util.Map;
import org.prodrome.sandbox.smart.EhrAddress;

/** Where the provider lives, and what it says about itself (OpenID Connect Discovery 1.0, section 3). */
record WorkforceAddress(String issuer) {
    static WorkforceAddress at(EhrAddress ehr) {
        return new WorkforceAddress(ehr.origin() + WorkforceController.ROOT);
    }

    String tokenEndpoint() {
        return issuer + "/token";
    }

    Map<String, Object> configuration() {
        return Map.ofEntries(
                Map.entry("issuer", issuer),
                Map.entry("authorization_endpoint", issuer + "/authorize"),
                Map.entry("token_endpoint", tokenEndpoint()),
                Map.entry("jwks_uri", issuer + "/jwks"),
                Map.entry("end_session_endpoint", issuer + "/end-session"),
                Map.entry("response_types_supported", List.of("code")),
                Map.entry("response_modes_supported", List.of("query")),
                Map.entry("grant_types_supported", List.of("authorization_code")),
                Map.entry("subject_types_supported", List.of("public")),
                Map.entry("id_token_signing_alg_values_supported", List.of("RS256")),
                Map.entry("token_endpoint_auth_methods_supported", List.of("private_key_jwt", "client_secret_basic")),
                Map.entry("token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384")),
                Map.entry("code_challenge_methods_supported", List.of("S256")),
                Map.entry("scopes_supported", List.copyOf(SignInRequest.SCOPES)),
                Map.entry(
                        "claims_supported", List.of("iss", "sub", "aud", "exp", "iat", "nonce", "name", "groups")));
    }
}
