package org.prodrome.sandbox.fault;

/** One breach of SMART App Launch or OpenID Connect that a careful client must notice. */
public enum SmartDefect {
    /** The id_token carries another nonce. */
    WRONG_NONCE,
    /** The id_token carries no nonce. */
    MISSING_NONCE,
    /** The id_token names another issuer. */
    WRONG_ISSUER,
    /** The id_token is meant for another client. */
    WRONG_AUDIENCE,
    /** The id_token's signature was made by a key that is not published. */
    BAD_SIGNATURE,
    /** The id_token is unsigned ({@code alg} none). */
    UNSIGNED_ID_TOKEN,
    /** The id_token expired before it was sent. */
    EXPIRED_ID_TOKEN,
    /** The id_token's header has no {@code kid}; many real EHRs do this, and it is legal. */
    ID_TOKEN_WITHOUT_KID,
    /** {@code openid} is granted, yet no id_token comes. */
    MISSING_ID_TOKEN,
    /** {@code fhirUser} is relative to the FHIR base; many real EHRs do this. */
    RELATIVE_FHIR_USER,
    /** The redirect carries another state. */
    SWAPPED_STATE,
    /** The redirect carries no state. */
    MISSING_STATE,
    /** Discovery offers PKCE by {@code plain} alone. */
    PLAIN_PKCE_ONLY,
    /** Discovery says nothing about PKCE. */
    NO_PKCE_IN_DISCOVERY,
    /** Discovery has no token endpoint. */
    NO_TOKEN_ENDPOINT,
    /** Discovery has no authorization endpoint. */
    NO_AUTHORIZATION_ENDPOINT,
    /** Discovery gives URLs relative to the origin. */
    RELATIVE_ENDPOINTS,
    /** Discovery is not JSON. */
    DISCOVERY_NOT_JSON,
    /** The token response has no {@code token_type}. */
    MISSING_TOKEN_TYPE,
    /** The token response names a {@code token_type} that is not Bearer. */
    WRONG_TOKEN_TYPE,
    /** The token response has no access token. */
    MISSING_ACCESS_TOKEN,
    /** The token response has no {@code patient} although it was asked for. */
    MISSING_PATIENT,
    /** The token response has an empty scope. */
    EMPTY_SCOPE,
    /** The token response lacks Cache-Control. */
    NO_CACHE_CONTROL,
    /** The token endpoint answers 500. */
    TOKEN_ENDPOINT_DOWN
}
