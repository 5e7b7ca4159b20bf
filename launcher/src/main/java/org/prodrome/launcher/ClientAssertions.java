package org.prodrome.launcher;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;

/** One-time JWTs that authenticate this app to a token endpoint (client-confidential-asymmetric#request). */
record ClientAssertions(Clock clock) {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    /** The standard allows five minutes; four leave room for a clock that runs ahead of the server's. */
    private static final Duration LIFETIME = Duration.ofMinutes(4);

    String sign(String clientId, ClientAuthentication.PrivateKeyJwt authentication, SmartConfiguration smart) {
        var now = clock.instant();
        var key = authentication.keys().signing(now, smart.signingAlgorithms());
        var header = new JWSHeader.Builder(key.algorithm())
                .type(JOSEObjectType.JWT)
                .keyID(key.jwk().getKeyID())
                .jwkURL(authentication.jwksUrl())
                .build();
        var claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(smart.tokenEndpoint().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(Secrets.random())
                .build();
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(key.signer());
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new LaunchException.Setup(Breach.of(Clause.ASYMMETRIC, "a key that signs", "a failure", e));
        }
    }
}
