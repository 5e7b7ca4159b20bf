package org.prodrome.launcher;

/** Names of the clauses that messages cite; those without an RFC are pages of SMART App Launch 2.2.0. */
final class Clause {
    static final String APP_PROTECTION = "app-launch#app-protection";
    static final String EHR_LAUNCH = "app-launch#launch-app-ehr-launch";
    static final String AUTHORIZATION_REQUEST = "app-launch#request-4";
    static final String AUTHORIZATION_RESPONSE = "app-launch#response-4";
    static final String TOKEN_REQUEST = "app-launch#request-5";
    static final String TOKEN_RESPONSE = "app-launch#response-5";
    static final String FHIR_REQUEST = "app-launch#request-6";
    static final String REFERENCES_ELSEWHERE = "app-launch#response-6";
    static final String REFRESH_REQUEST = "app-launch#request-7";
    static final String REFRESH_RESPONSE = "app-launch#response-7";
    static final String PKCE = "app-launch#considerations-for-pkce-support";
    static final String DISCOVERY = "conformance#metadata";
    static final String CONTEXT = "scopes-and-launch-context#launch-context-arrives-with-your-access_token";
    static final String ID_TOKEN = "scopes-and-launch-context#steps-for-using-an-id-token";
    static final String ASYMMETRIC = "client-confidential-asymmetric#request";
    static final String KEYS = "client-confidential-asymmetric#registering-a-client-communicating-public-keys";

    static final String SYMMETRIC = "client-confidential-symmetric#authentication-using-a-client_secret";
    static final String BACKEND = "backend-services#obtain-access-token";
    static final String REVOCATION = "RFC 7009 2.2";
    static final String INTROSPECTION = "token-introspection (RFC 7662 2.2)";

    private Clause() {}
}
