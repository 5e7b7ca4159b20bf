package org.prodrome.sandbox.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks {@code private_key_jwt} assertions: RS384 or ES384 by a key the client registered, made for this token endpoint,
 * short-lived and never seen before (RFC 7523 section 3; SMART, client authentication by asymmetric keys).
 */
public final class ClientAssertions {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    private final String tokenEndpoint;
    private final JwkSource source;
    private final InstantSource clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    /** @param tokenEndpoint for which the assertions must be made */
    public ClientAssertions(String tokenEndpoint, JwkSource source, InstantSource clock) {
        this.tokenEndpoint = tokenEndpoint;
        this.source = source;
        this.clock = clock;
    }

    /** The client id an assertion claims, before anything is proven. */
    static String claimedClient(String assertion) {
        try {
            String issuer = SignedJWT.parse(assertion).getJWTClaimsSet().getIssuer();
            if (issuer == null) {
                throw OAuthError.invalidClient("client_assertion iss: expected the client id, missing");
            }
            return issuer;
        } catch (ParseException _) {
            throw OAuthError.invalidClient("client_assertion: expected a signed JWT, got something else");
        }
    }

    void verify(String assertion, ClientRegistration client) {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            requireHeader(jwt);
            if (!jwt.verify(verifier(keyFor(jwt, client)))) {
                throw OAuthError.invalidClient("client_assertion: expected a signature by the client's key");
            }
            requireClaims(jwt.getJWTClaimsSet(), client.clientId());
        } catch (ParseException | JOSEException _) {
            throw OAuthError.invalidClient("client_assertion: expected a well-formed JWT that its key can verify");
        }
    }

    private static void requireHeader(SignedJWT jwt) {
        if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
            throw OAuthError.invalidClient("client_assertion alg: expected RS384 or ES384");
        }
        if (jwt.getHeader().getType() == null
                || !jwt.getHeader().getType().getType().equals("JWT")) {
            throw OAuthError.invalidClient("client_assertion typ: expected JWT");
        }
        if (jwt.getHeader().getKeyID() == null) {
            throw OAuthError.invalidClient("client_assertion kid: expected, missing");
        }
    }

    private JWK keyFor(SignedJWT jwt, ClientRegistration client) {
        URI jku = jwt.getHeader().getJWKURL();
        return switch (client.authentication()) {
            case ClientAuthentication.None ignored -> throw noKeys();
            case ClientAuthentication.Secret ignored -> throw noKeys();
            case ClientAuthentication.RegisteredKeys(String json) -> {
                if (jku != null) {
                    throw OAuthError.invalidClient("client_assertion jku: expected none, keys were registered");
                }
                yield only(candidates(JwkSource.parse(json), jwt));
            }
            case ClientAuthentication.KeysAt(URI url) -> {
                if (jku != null && !jku.equals(url)) {
                    throw OAuthError.invalidClient("client_assertion jku: expected the registered URL");
                }
                List<JWK> known = candidates(source.at(url, false), jwt);
                yield only(known.isEmpty() ? candidates(source.at(url, true), jwt) : known);
            }
        };
    }

    private static OAuthError noKeys() {
        return OAuthError.invalidClient("client_assertion: expected none, this client has registered no keys");
    }

    private static List<JWK> candidates(JWKSet keys, SignedJWT jwt) {
        boolean rsa = jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS384);
        return keys.getKeys().stream()
                .filter(key -> jwt.getHeader().getKeyID().equals(key.getKeyID()))
                .filter(key -> rsa ? key instanceof RSAKey : key instanceof ECKey)
                .toList();
    }

    private static JWK only(List<JWK> candidates) {
        if (candidates.size() != 1) {
            throw OAuthError.invalidClient("client_assertion kid: expected one key, found " + candidates.size());
        }
        return candidates.getFirst();
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa.toRSAPublicKey());
            case ECKey ec -> new ECDSAVerifier(ec.toECPublicKey());
            case JWK _ -> throw OAuthError.invalidClient("jwks: expected an RSA or EC key");
        };
    }

    private void requireClaims(JWTClaimsSet claims, String clientId) {
        if (!clientId.equals(claims.getIssuer()) || !clientId.equals(claims.getSubject())) {
            throw OAuthError.invalidClient("client_assertion iss and sub: expected the client id in both");
        }
        if (!claims.getAudience().contains(tokenEndpoint)) {
            throw OAuthError.invalidClient("client_assertion aud: expected the token endpoint's URL");
        }
        requireTimes(claims);
        requireUnseen(claims, clientId);
    }

    private void requireTimes(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expiry = claims.getExpirationTime();
        if (expiry == null || !expiry.toInstant().isAfter(now.minus(CLOCK_SKEW))) {
            throw OAuthError.invalidClient("client_assertion exp: expected a time to come");
        }
        if (expiry.toInstant().isAfter(now.plus(LONGEST).plus(CLOCK_SKEW))) {
            throw OAuthError.invalidClient("client_assertion exp: expected at most five minutes ahead");
        }
        Date notBefore = claims.getNotBeforeTime() == null ? claims.getIssueTime() : claims.getNotBeforeTime();
        if (notBefore != null && notBefore.toInstant().isAfter(now.plus(CLOCK_SKEW))) {
            throw OAuthError.invalidClient("client_assertion iat or nbf: expected a time gone by");
        }
    }

    private void requireUnseen(JWTClaimsSet claims, String clientId) {
        if (claims.getJWTID() == null || claims.getJWTID().isBlank()) {
            throw OAuthError.invalidClient("client_assertion jti: expected, missing");
        }
        Instant now = clock.instant();
        seen.values().removeIf(until -> until.isBefore(now));
        Instant until = now.plus(LONGEST).plus(CLOCK_SKEW.multipliedBy(2));
        if (seen.putIfAbsent(clientId + " " + claims.getJWTID(), until) != null) {
            throw OAuthError.invalidClient("client_assertion jti: expected one never seen, got a used one");
        }
    }
}
