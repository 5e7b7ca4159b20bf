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
    TOKEN_ENDPOINT_DOWN,
    /** The redirect names another issuer by {@code iss} (RFC 9207). */
    FOREIGN_ISSUER_IN_REDIRECT,
    /** The redirect carries neither a code nor an error. */
    MISSING_CODE,
    /** The redirect carries a code that has been used before. */
    REPLAYED_CODE,
    /** The id_token is signed by HS256 with the public key's modulus as the secret. */
    HS256_ID_TOKEN,
    /** The id_token was issued an hour from now. */
    FUTURE_ID_TOKEN,
    /** The id_token names another client as the authorized party ({@code azp}). */
    WRONG_AUTHORIZED_PARTY,
    /** The key set is empty. */
    NO_KEYS,
    /** The key set's URL answers 500. */
    KEY_SET_DOWN,
    /** The key set is not JSON. */
    KEY_SET_NOT_JSON,
    /** The key set holds nothing but a symmetric key, and the id_token is signed with it. */
    SYMMETRIC_KEY_PUBLISHED,
    /** Discovery names another issuer. */
    OTHER_ISSUER_IN_DISCOVERY,
    /** Discovery names an authorization endpoint on another host, without TLS. */
    FOREIGN_AUTHORIZATION_ENDPOINT,
    /** Discovery answers 500. */
    DISCOVERY_DOWN,
    /** Discovery is some ten megabytes long. */
    DISCOVERY_HUGE,
    /** Discovery redirects to another host. */
    DISCOVERY_REDIRECTS,
    /** The token response is some ten megabytes long. */
    TOKEN_ANSWER_HUGE,
    /** The token response is not JSON. */
    TOKEN_ANSWER_NOT_JSON,
    /** The token response is a JSON array. */
    TOKEN_ANSWER_IS_ARRAY,
    /** The token response has no {@code expires_in}; the standard only recommends it. */
    MISSING_EXPIRES_IN,
    /** The token expired before it came. */
    NEGATIVE_EXPIRES_IN,
    /** The access token has a line break in it. */
    CONTROL_CHARACTER_IN_TOKEN,
    /** More is granted than was asked for. */
    WIDER_GRANT,
    /** Of the data scopes asked for only the first is granted, which is legal. */
    NARROWER_GRANT,
    /** The token response does not say what was granted. */
    MISSING_SCOPE,
    /** The {@code patient} is a path that leads elsewhere. */
    PATIENT_IS_A_PATH,
    /** The {@code patient} is an object. */
    PATIENT_IS_NO_TEXT,
    /** A refresh answers with another patient. */
    OTHER_PATIENT_AT_REFRESH,
    /** A refresh gives back the refresh token that was just used up. */
    REFRESH_TOKEN_REUSED,
    /** Every refresh is refused by {@code invalid_grant}. */
    REFRESH_REFUSED,
    /** Introspection answers 500. */
    INTROSPECTION_DOWN,
    /** Introspection does not say whether the token is active. */
    INTROSPECTION_WITHOUT_ACTIVE,
    /** Introspection says {@code active} as a text. */
    INTROSPECTION_ACTIVE_AS_TEXT
}
