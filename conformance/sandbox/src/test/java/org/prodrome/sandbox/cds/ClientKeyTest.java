package org.prodrome.sandbox.cds;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.junit.jupiter.api.Test;

class ClientKeyTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:8080/cds-services/x");

    private final ClientKey key = new ClientKey(URI.create("http://localhost:9090"), InstantSource.fixed(NOW));

    @Test
    void signsEachCallForTheEndpointThatIsCalled() throws Exception {
        SignedJWT jwt = SignedJWT.parse(key.bearerFor(ENDPOINT));

        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES384);
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(jwt.getHeader().getJWKURL()).isEqualTo(URI.create("http://localhost:9090/cds-client/jwks.json"));
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("http://localhost:9090");
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(ENDPOINT.toString());
        assertThat(jwt.getJWTClaimsSet().getIssueTime()).isEqualTo(Date.from(NOW));
        assertThat(jwt.getJWTClaimsSet().getExpirationTime())
                .isAfter(Date.from(NOW))
                .isBeforeOrEqualTo(Date.from(NOW.plusSeconds(300)));
    }

    @Test
    void verifiesWithThePublishedKeyWhichHasNoPrivatePart() throws Exception {
        SignedJWT jwt = SignedJWT.parse(key.bearerFor(ENDPOINT));
        var published =
                JWKSet.parse(key.publicJwks()).getKeyByKeyId(jwt.getHeader().getKeyID());

        assertThat(published.isPrivate()).isFalse();
        assertThat(jwt.verify(new ECDSAVerifier(published.toECKey()))).isTrue();
    }

    @Test
    void neverUsesAnIdTwice() throws Exception {
        assertThat(SignedJWT.parse(key.bearerFor(ENDPOINT)).getJWTClaimsSet().getJWTID())
                .isNotEqualTo(SignedJWT.parse(key.bearerFor(ENDPOINT))
                        .getJWTClaimsSet()
                        .getJWTID());
    }
}
