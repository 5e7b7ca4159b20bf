package org.prodrome.sandbox.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What each breach does to a request. */
final class Alterations {

    private static final String JSON = "application/json";
    private static final Set<String> PROOF = Set.of("client_assertion", "client_assertion_type", "client_secret");

    private Alterations() {}

    static ClientRequest all(List<ClientBreach> breaches, ClientRequest request) {
        ClientRequest altered = request;
        for (ClientBreach breach : breaches) {
            altered = of(breach).apply(altered);
        }
        return altered;
    }

    private static UnaryOperator<ClientRequest> of(ClientBreach breach) {
        return switch (breach) {
            case DISCOVERY_ELSEWHERE ->
                at("/fhir/.well-known/smart-configuration", r -> r.at("/fhir/smart-configuration"));
            case DISCOVERY_BY_POST -> at("/fhir/.well-known/smart-configuration", r -> r.by("POST"));
            case DISCOVERY_ACCEPTS_XML_ONLY ->
                at("/fhir/.well-known/smart-configuration", r -> r.withHeader("accept", "application/xml"));
            case OPENID_CONFIGURATION_ELSEWHERE ->
                at("/fhir/.well-known/openid-configuration", r -> r.at("/openid-configuration"));
            case KEY_SET_ELSEWHERE -> at("/auth/jwks", r -> r.at("/jwks"));

            case AUTHORIZE_BY_PUT -> authorize(r -> r.by("PUT"));
            case AUTHORIZE_QUERY_NOT_ENCODED -> authorize(Alterations::asOneValue);
            case AUTHORIZE_FORM_AS_JSON -> authorize(Alterations::asJson);
            case NO_RESPONSE_TYPE -> authorize(r -> r.without("response_type"));
            case RESPONSE_TYPE_TOKEN -> authorize(r -> r.change("response_type", value -> "token"));
            case NO_CLIENT_ID -> authorize(r -> r.without("client_id"));
            case OTHER_CLIENT_ID -> authorize(r -> r.change("client_id", Alterations::other));
            case NO_REDIRECT_URI -> authorize(r -> r.without("redirect_uri"));
            case OTHER_REDIRECT_URI -> authorize(r -> r.change("redirect_uri", Alterations::other));
            case NO_LAUNCH -> authorize(r -> r.without("launch"));
            case OTHER_LAUNCH -> authorize(r -> r.change("launch", Alterations::other));
            case LAUNCH_WHEN_STANDALONE -> authorize(r -> r.with("launch", "made-up"));
            case NO_STATE -> authorize(r -> r.without("state"));
            case CONSTANT_STATE -> authorize(r -> r.change("state", value -> "always-the-same-state-value"));
            case SHORT_STATE -> authorize(r -> r.change("state", value -> value.substring(0, 8)));
            case NO_AUD -> authorize(r -> r.without("aud"));
            case OTHER_AUD -> authorize(r -> r.change("aud", Alterations::other));
            case NO_CODE_CHALLENGE -> authorize(r -> r.without("code_challenge"));
            case NO_CODE_CHALLENGE_METHOD -> authorize(r -> r.without("code_challenge_method"));
            case PLAIN_CODE_CHALLENGE -> authorize(r -> r.change("code_challenge_method", value -> "plain"));
            case MAX_AGE_SENT -> authorize(r -> r.with("max_age", "60"));

            case NO_SCOPE -> authorize(r -> r.without("scope"));
            case NO_LAUNCH_SCOPE -> scope("launch"::equals);
            case NO_LAUNCH_PATIENT_SCOPE -> scope("launch/patient"::equals);
            case NO_LAUNCH_ENCOUNTER_SCOPE -> scope("launch/encounter"::equals);
            case NO_OPENID_SCOPE -> scope("openid"::equals);
            case NO_FHIR_USER_SCOPE -> scope("fhirUser"::equals);
            case NO_ONLINE_ACCESS_SCOPE -> scope("online_access"::equals);
            case NO_OFFLINE_ACCESS_SCOPE -> scope("offline_access"::equals);
            case NO_CREATE_LETTER -> scopes(ScopeText.withoutLetter('c'));
            case NO_READ_LETTER -> scopes(ScopeText.withoutLetter('r'));
            case NO_UPDATE_LETTER -> scopes(ScopeText.withoutLetter('u'));
            case NO_DELETE_LETTER -> scopes(ScopeText.withoutLetter('d'));
            case NO_SEARCH_LETTER -> scopes(ScopeText.withoutLetter('s'));
            case SCOPE_LETTERS_REVERSED -> scopes(ScopeText.reversed());
            case SCOPES_WITHOUT_QUERY -> scopes(one -> one.replaceFirst("\\?.*", ""));
            case NO_PATIENT_LEVEL -> scopes(one -> one.replaceFirst("^patient/", ""));
            case NO_USER_LEVEL -> scopes(one -> one.replaceFirst("^user/", ""));
            case NO_SYSTEM_LEVEL -> scopes(one -> one.replaceFirst("^system/", ""));
            case NO_WILDCARD -> scopes(one -> one.replace("/*.", "/."));
            case NO_CONTEXT_ROLE -> scopes(one -> one.replaceFirst("^(launch/.*)\\?role=.*", "$1"));
            case CONTEXT_TYPES_IN_CAPITALS -> scopes(ScopeText.contextInCapitals());

            case TOKEN_ELSEWHERE -> token(r -> r.at("/fhir" + r.path()));
            case TOKEN_BY_PUT -> token(r -> r.by("PUT"));
            case TOKEN_FORM_AS_JSON -> token(Alterations::asJson);
            case TOKEN_PARAMETERS_IN_URL -> token(r -> r.withQuery(r.form()).withForm(Map.of()));
            case NO_GRANT_TYPE -> first(r -> r.without("grant_type"));
            case OTHER_GRANT_TYPE -> first(r -> r.change("grant_type", value -> "password"));
            case NO_CODE -> token(r -> r.without("code"));
            case OTHER_CODE -> token(r -> r.change("code", Alterations::other));
            case NO_TOKEN_REDIRECT_URI -> token(r -> r.without("redirect_uri"));
            case OTHER_TOKEN_REDIRECT_URI -> token(r -> r.change("redirect_uri", Alterations::other));
            case NO_CODE_VERIFIER -> token(r -> r.without("code_verifier"));
            case OTHER_CODE_VERIFIER -> token(r -> r.change("code_verifier", Alterations::other));
            case NO_TOKEN_CLIENT_ID -> token(r -> r.without("client_id"));
            case TOKEN_CLIENT_ID_BESIDE_PROOF -> token(AssertionText::claimedClientAdded);
            case SECRET_BY_PUBLIC_CLIENT -> token(r -> r.withHeader("authorization", "Basic cHVibGljOnNlY3JldA=="));
            case SECRET_IN_FORM -> token(Credentials::movedToForm);
            case NO_CLIENT_PROOF -> token(Alterations::unproven);
            case NO_TOKEN_SCOPE -> token(r -> r.without("scope"));
            case NO_REFRESH_GRANT_TYPE -> refresh(r -> r.without("grant_type"));
            case OTHER_REFRESH_GRANT_TYPE -> refresh(r -> r.change("grant_type", value -> "password"));
            case NO_REFRESH_TOKEN -> refresh(r -> r.without("refresh_token"));
            case OTHER_REFRESH_TOKEN -> refresh(r -> r.change("refresh_token", Alterations::other));
            case WIDER_SCOPE_AT_REFRESH -> refresh(r -> r.with("scope", "patient/*.cruds"));

            case NO_ASSERTION -> token(r -> r.without("client_assertion"));
            case NO_ASSERTION_TYPE -> token(r -> r.without("client_assertion_type"));
            case OTHER_ASSERTION_TYPE -> token(r -> r.change("client_assertion_type", Alterations::other));
            case ASSERTION_IS_NO_JWS -> token(r -> r.change("client_assertion", value -> "not-a-jws"));
            case ASSERTION_UNSIGNED ->
                assertion(jwt -> jwt.header("alg", "none").unsigned());
            case ASSERTION_SIGNED_BY_ANOTHER -> assertion(AssertionText::signedByAnother);
            case ASSERTION_ALG_HS256 -> assertion(jwt -> jwt.header("alg", "HS256"));
            case ASSERTION_NO_TYP -> assertion(jwt -> jwt.header("typ", null));
            case ASSERTION_NO_KID -> assertion(jwt -> jwt.header("kid", null));
            case ASSERTION_OTHER_KID -> assertion(jwt -> jwt.header("kid", "another-key"));
            case ASSERTION_OTHER_JKU -> assertion(jwt -> jwt.header("jku", "https://elsewhere.example/jwks.json"));
            case ASSERTION_OTHER_ISS -> assertion(jwt -> jwt.claim("iss", "another-client"));
            case ASSERTION_OTHER_SUB -> assertion(jwt -> jwt.claim("sub", "another-client"));
            case ASSERTION_OTHER_AUD -> assertion(jwt -> jwt.claim("aud", "https://elsewhere.example/token"));
            case ASSERTION_NO_EXP -> assertion(jwt -> jwt.claim("exp", null));
            case ASSERTION_EXP_IN_AN_HOUR -> assertion(jwt -> jwt.later("exp", 3600));
            case ASSERTION_NO_JTI -> assertion(jwt -> jwt.claim("jti", null));
            case ASSERTION_SAME_JTI -> assertion(jwt -> jwt.claim("jti", "always-the-same"));

            case KEY_SET_NEEDS_CREDENTIALS,
                    KEY_SET_WITHOUT_SET,
                    KEYS_WITHOUT_KTY,
                    KEYS_WITHOUT_KID,
                    RSA_KEYS_WITHOUT_MODULUS,
                    RSA_KEYS_WITHOUT_EXPONENT,
                    EC_KEYS_WITHOUT_CURVE,
                    EC_KEYS_WITHOUT_X,
                    EC_KEYS_WITHOUT_Y -> UnaryOperator.identity(); // fetched, not sent: see PublishedKeys

            case NO_FHIR_AUTHORIZATION -> fhir(r -> r.withoutHeader("authorization"));
            case FHIR_AUTHORIZATION_BASIC -> fhir(r -> r.withHeader("authorization", "Basic cHVibGljOnNlY3JldA=="));
            case FHIR_TOKEN_IN_URL -> fhir(Credentials::tokenInUrl);
            case INTROSPECTION_BY_PUT -> at("/auth/introspect", r -> r.by("PUT"));
            case INTROSPECTION_WITHOUT_TOKEN -> at("/auth/introspect", r -> r.without("token"));
        };
    }

    private static UnaryOperator<ClientRequest> at(String path, UnaryOperator<ClientRequest> change) {
        return request -> request.isFor(path) ? change.apply(request) : request;
    }

    private static UnaryOperator<ClientRequest> authorize(UnaryOperator<ClientRequest> change) {
        return at("/auth/authorize", change);
    }

    private static UnaryOperator<ClientRequest> token(UnaryOperator<ClientRequest> change) {
        return at("/auth/token", change);
    }

    private static UnaryOperator<ClientRequest> refresh(UnaryOperator<ClientRequest> change) {
        return token(r -> r.form().containsKey("refresh_token") ? change.apply(r) : r);
    }

    /** A token request that is not a refresh. */
    private static UnaryOperator<ClientRequest> first(UnaryOperator<ClientRequest> change) {
        return token(r -> r.form().containsKey("refresh_token") ? r : change.apply(r));
    }

    private static UnaryOperator<ClientRequest> assertion(UnaryOperator<AssertionText> change) {
        return token(r -> r.change("client_assertion", jwt -> AssertionText.edit(jwt, change)));
    }

    private static UnaryOperator<ClientRequest> fhir(UnaryOperator<ClientRequest> change) {
        return r -> r.path().startsWith("/fhir/") && !r.path().contains("/.well-known/") ? change.apply(r) : r;
    }

    private static UnaryOperator<ClientRequest> scope(Predicate<String> dropped) {
        return scopes(one -> dropped.test(one) ? "" : one);
    }

    private static UnaryOperator<ClientRequest> scopes(UnaryOperator<String> each) {
        UnaryOperator<ClientRequest> change = r -> r.change("scope", text -> ScopeText.each(text, each));
        return r -> authorize(change).apply(token(change).apply(r));
    }

    private static ClientRequest asJson(ClientRequest request) {
        return request.withForm(Map.of()).withHeader("content-type", JSON);
    }

    /** The parameters as one unencoded text, which a query parser cannot take apart. */
    private static ClientRequest asOneValue(ClientRequest request) {
        return request.withQuery(
                Map.of("request", String.join(";", request.query().keySet())));
    }

    private static ClientRequest unproven(ClientRequest request) {
        Map<String, String> form = new LinkedHashMap<>(request.form());
        form.keySet().removeAll(PROOF);
        return request.withForm(form).withoutHeader("authorization");
    }

    private static String other(String value) {
        return value + "-other";
    }
}
