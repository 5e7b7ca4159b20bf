package org.prodrome.sandbox.cds;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/**
 * The key with which this EHR signs each CDS call (CDS Hooks 2.0, "Trusting CDS Clients"); made at start, never kept.
 *
 * <p>Thread-safe.
 */
public final class ClientKey {

    /** Below the five minutes that the specification's example and strict services allow. */
    static final Duration LIFETIME = Duration.ofMinutes(4);

    private final URI issuer;
    private final ECKey key;
    private final InstantSource clock;

    /** Makes a fresh P-384 key for an EHR whose origin is {@code issuer}. */
    public ClientKey(URI issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
        try {
            this.key = new ECKeyGenerator(Curve.P_384)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES384)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException unavailable) {
            throw new IllegalStateException("CDS client key: expected P-384 from the JDK", unavailable);
        }
    }

    /** A fresh ES384 JWT whose audience is the endpoint about to be called. */
    String bearerFor(URI endpoint) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES384)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .jwkURL(issuer.resolve("/cds-client/jwks.json"))
                .build();
        SignedJWT jwt = new SignedJWT(header, claimsFor(endpoint));
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException unsigned) {
            throw new IllegalStateException("CDS client key: signing failed", unsigned);
        }
        return jwt.serialize();
    }

    private JWTClaimsSet claimsFor(URI endpoint) {
        var now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .audience(endpoint.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .build();
    }

    /** The public half as a JWK Set, in JSON. */
    public String publicJwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }
}
