package org.prodrome.web.cdshooks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A CDS client's JWT as it should be, to be made wrong in one respect. */
final class TestJwt {
    private JWSHeader.Builder header;
    private JWTClaimsSet.Builder claims;
    private JWSSigner signer;

    private TestJwt(CdsSite site) {
        try {
            this.signer = new ECDSASigner(site.key());
        } catch (JOSEException e) {
            throw new IllegalStateException("no signer", e);
        }
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES384)
                .type(JOSEObjectType.JWT)
                .keyID(CdsSite.KID);
        Instant now = Instant.now();
        this.claims = new JWTClaimsSet.Builder()
                .issuer(site.iss())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                .jwtID(UUID.randomUUID().toString());
    }

    static TestJwt of(CdsSite site) {
        return new TestJwt(site);
    }

    TestJwt forEndpoint(URI endpoint) {
        claims.audience(endpoint.toString());
        return this;
    }

    TestJwt claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        claims = change.apply(claims);
        return this;
    }

    TestJwt header(UnaryOperator<JWSHeader.Builder> change) {
        header = change.apply(header);
        return this;
    }

    TestJwt algorithm(JWSAlgorithm algorithm, JWSSigner by) {
        signer = by;
        header = new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(CdsSite.KID);
        return this;
    }

    String sign() {
        try {
            SignedJWT jwt = new SignedJWT(header.build(), claims.build());
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the token could not be signed", e);
        }
    }
}
