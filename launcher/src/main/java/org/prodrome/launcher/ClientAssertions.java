package org.prodrome.launcher;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** One-time JWTs that authenticate this app to a token endpoint (client-confidential-asymmetric#request). */
record ClientAssertions(Clock clock) {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    /** The standard allows five minutes; four leave room for a clock that runs ahead of the server's. */
    private static final Duration LIFETIME = Duration.ofMinutes(4);

    String sign(String clientId, ClientAuthentication.PrivateKeyJwt authentication, SmartConfiguration smart) {
        return sign(
                clientId,
                authentication.keys().signing(clock.instant(), smart.signingAlgorithms()),
                authentication.jwksUrl(),
                smart.tokenEndpoint());
    }

    String sign(String clientId, SigningKeys.Signing key, @Nullable URI jwksUrl, URI tokenEndpoint) {
        var now = clock.instant();
        var header = new JWSHeader.Builder(key.algorithm())
                .type(JOSEObjectType.JWT)
                .keyID(key.jwk().getKeyID())
                .jwkURL(jwksUrl)
                .build();
        var claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(tokenEndpoint.toString())
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
