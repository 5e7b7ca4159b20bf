package org.prodrome.sandbox.smart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.SmartDefect;

/** What this EHR says about itself: SMART configuration and OpenID configuration. */
record Discovery(EhrAddress address, Faults faults) {

    private static final List<String> CAPABILITIES = List.of(
            "launch-ehr",
            "launch-standalone",
            "authorize-post",
            "client-public",
            "client-confidential-asymmetric",
            "client-confidential-symmetric",
            "sso-openid-connect",
            "context-banner",
            "context-style",
            "context-ehr-patient",
            "context-ehr-encounter",
            "context-standalone-patient",
            "permission-offline",
            "permission-online",
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2");
    private static final List<String> METHODS = List.of("private_key_jwt", "client_secret_basic");
    private static final List<String> SCOPES = List.of(
            "launch",
            "launch/patient",
            "launch/encounter",
            "openid",
            "fhirUser",
            "profile",
            "online_access",
            "offline_access",
            "patient/*.cruds",
            "user/*.cruds",
            "system/*.rs");

    Map<String, Object> smart() {
        Map<String, Object> document = endpoints();
        document.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
        document.put("token_endpoint_auth_methods_supported", METHODS);
        document.put("token_endpoint_auth_signing_alg_values_supported", algorithms());
        document.put("scopes_supported", SCOPES);
        document.put("response_types_supported", List.of("code"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("capabilities", CAPABILITIES);
        breakIt(document);
        return document;
    }

    Map<String, Object> openId() {
        Map<String, Object> document = endpoints();
        document.put("response_types_supported", List.of("code"));
        document.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put("token_endpoint_auth_methods_supported", METHODS);
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("scopes_supported", SCOPES);
        if (faults.has(SmartDefect.OTHER_ISSUER_IN_DISCOVERY)) {
            document.put("issuer", "http://localhost:1/fhir");
        }
        document.put("claims_supported", List.of("iss", "sub", "aud", "exp", "iat", "nonce", "fhirUser", "profile"));
        return document;
    }

    private Map<String, Object> endpoints() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", address.fhirBase());
        document.put("jwks_uri", address.jwksEndpoint());
        document.put("authorization_endpoint", address.authorizeEndpoint());
        document.put("token_endpoint", address.tokenEndpoint());
        document.put("introspection_endpoint", address.introspectionEndpoint());
        document.put("revocation_endpoint", address.revocationEndpoint());
        return document;
    }

    private List<String> algorithms() {
        return faults.find(Fault.OneAlgorithm.class)
                .map(only -> List.of(only.name()))
                .orElse(List.of("RS384", "ES384"));
    }

    private void breakIt(Map<String, Object> document) {
        faults.find(Fault.OtherEndpoint.class).ifPresent(other -> document.put(other.field(), other.url()));
        if (faults.has(SmartDefect.PLAIN_PKCE_ONLY)) {
            document.put("code_challenge_methods_supported", List.of("plain"));
        }
        if (faults.has(SmartDefect.NO_PKCE_IN_DISCOVERY)) {
            document.remove("code_challenge_methods_supported");
        }
        if (faults.has(SmartDefect.NO_TOKEN_ENDPOINT)) {
            document.remove("token_endpoint");
        }
        if (faults.has(SmartDefect.OTHER_ISSUER_IN_DISCOVERY)) {
            document.put("issuer", "http://localhost:1/fhir");
        }
        if (faults.has(SmartDefect.FOREIGN_AUTHORIZATION_ENDPOINT)) {
            document.put("authorization_endpoint", "http://elsewhere.example/auth/authorize");
        }
        if (faults.has(SmartDefect.NO_AUTHORIZATION_ENDPOINT)) {
            document.remove("authorization_endpoint");
        }
        if (faults.has(SmartDefect.RELATIVE_ENDPOINTS)) {
            document.replaceAll((_, value) -> value instanceof String url ? url.replace(address.origin(), "") : value);
            document.put("issuer", address.fhirBase());
        }
    }
}
