package org.prodrome.sandbox.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.SmartDefect;

/**
 * Makes id_tokens (OpenID Connect Core section 2) signed by RS256. Their issuer is the FHIR base URL, under which the
 * openid-configuration also lies.
 */
public final class IdTokenSigner {

    static final Duration LIFETIME = Duration.ofMinutes(5);

    private final EhrAddress address;
    private final InstantSource clock;
    private final Faults faults;
    // made beside the rest of the start, which it would otherwise hold up
    private final CompletableFuture<RSAKey> key = CompletableFuture.supplyAsync(IdTokenSigner::newKey);

    public IdTokenSigner(EhrAddress address, InstantSource clock, Faults faults) {
        this.address = address;
        this.clock = clock;
        this.faults = faults;
    }

    /** The public keys, as a JWK Set. */
    public String published() {
        if (faults.has(SmartDefect.KEY_SET_DOWN)) {
            throw OAuthError.serverError();
        }
        if (faults.has(SmartDefect.KEY_SET_NOT_JSON)) {
            return "<html>maintenance</html>";
        }
        if (faults.has(SmartDefect.NO_KEYS)) {
            return new JWKSet().toString();
        }
        return faults.has(SmartDefect.SYMMETRIC_KEY_PUBLISHED)
                ? new JWKSet(symmetric()).toString(false)
                : new JWKSet(key.join().toPublicJWK()).toString();
    }

    /** The modulus as a shared secret: what a client would use that confuses the two kinds of algorithm. */
    private OctetSequenceKey symmetric() {
        return new OctetSequenceKey.Builder(key.join().getModulus())
                .keyID(key.join().getKeyID())
                .algorithm(JWSAlgorithm.HS256)
                .build();
    }

    private boolean hmac() {
        return faults.has(SmartDefect.HS256_ID_TOKEN) || faults.has(SmartDefect.SYMMETRIC_KEY_PUBLISHED);
    }

    String sign(Grant grant, LaunchRequest launch) {
        return sign(claims(grant, launch));
    }

    /** A token of these claims, made by {@link #identity} or not. */
    public String sign(JWTClaimsSet claims) {
        if (faults.has(SmartDefect.UNSIGNED_ID_TOKEN)) {
            return new PlainJWT(claims).serialize();
        }
        JWSHeader.Builder header =
                new JWSHeader.Builder(hmac() ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256).type(JOSEObjectType.JWT);
        if (!faults.has(SmartDefect.ID_TOKEN_WITHOUT_KID)) {
            header.keyID(key.join().getKeyID());
        }
        try {
            SignedJWT jwt = new SignedJWT(header.build(), claims);
            jwt.sign(
                    hmac()
                            ? new MACSigner(symmetric())
                            : new RSASSASigner(faults.has(SmartDefect.BAD_SIGNATURE) ? newKey() : key.join()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("id_token: RS256 by an RSA key cannot fail", e);
        }
    }

    /** The subject, which introspection repeats. */
    static String subject(LaunchRequest launch) {
        return "practitioner-" + launch.practitionerId();
    }

    String fhirUser(LaunchRequest launch) {
        String relative = "Practitioner/" + launch.practitionerId();
        return faults.has(SmartDefect.RELATIVE_FHIR_USER) ? relative : address.fhirBase() + "/" + relative;
    }

    private JWTClaimsSet claims(Grant grant, LaunchRequest launch) {
        JWTClaimsSet.Builder claims = identity(address.fhirBase(), subject(launch), grant.clientId(), grant.nonce());
        if (grant.has("fhirUser")) {
            claims.claim("fhirUser", fhirUser(launch));
        }
        if (grant.has("profile")) {
            claims.claim("profile", fhirUser(launch));
        }
        return claims.build();
    }

    /** The claims that every id_token has (OpenID Connect Core section 2). */
    public JWTClaimsSet.Builder identity(String issuer, String subject, String clientId, @Nullable String nonce) {
        Instant now = issuedAt();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(faults.has(SmartDefect.WRONG_ISSUER) ? "http://localhost:1/fhir" : issuer)
                .subject(subject)
                .audience(faults.has(SmartDefect.WRONG_AUDIENCE) ? "another-client" : clientId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("nonce", told(nonce));
        return faults.has(SmartDefect.WRONG_AUTHORIZED_PARTY) ? claims.claim("azp", "another-client") : claims;
    }

    private Instant issuedAt() {
        if (faults.has(SmartDefect.FUTURE_ID_TOKEN)) {
            return clock.instant().plus(Duration.ofHours(1));
        }
        return faults.has(SmartDefect.EXPIRED_ID_TOKEN) ? clock.instant().minus(Duration.ofHours(1)) : clock.instant();
    }

    private @Nullable String told(@Nullable String nonce) {
        if (faults.has(SmartDefect.MISSING_NONCE)) {
            return null;
        }
        return faults.has(SmartDefect.WRONG_NONCE) ? OpaqueValue.next() : nonce;
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("RSA 2048: every JDK can make one", e);
        }
    }
}
