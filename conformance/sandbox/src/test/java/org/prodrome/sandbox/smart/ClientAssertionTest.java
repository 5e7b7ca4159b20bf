package org.prodrome.sandbox.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;

@ExtendWith(SandboxExtension.class)
class ClientAssertionTest {

    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    private final TestApp app;

    ClientAssertionTest(TestApp app) {
        this.app = app;
    }

    @Test
    @Requirement({SMART + 249, SMART + 253, SMART + 297, SMART + 310, SMART + 357})
    void acceptsRs384AndEs384() throws JOSEException {
        assertThat(ask(signed(header(JWSAlgorithm.RS384, "rsa-1"), claims())).statusCode())
                .isEqualTo(200);
        assertThat(ask(signed(header(JWSAlgorithm.ES384, "ec-1"), claims())).statusCode())
                .isEqualTo(200);
    }

    @Test
    @Requirement({SMART + 142, SMART + 248, SMART + 254, SMART + 255, SMART + 256, SMART + 258, SMART + 261, SMART + 262
    })
    void givesABackendServiceAShortTokenWithoutRefreshOrPatient() throws JOSEException {
        var answer = TestApp.json(ask(signed(header(JWSAlgorithm.RS384, "rsa-1"), claims())));
        assertThat(answer.path("expires_in").asInt()).isLessThanOrEqualTo(300);
        assertThat(answer.has("refresh_token")).isFalse();
        assertThat(answer.has("patient")).isFalse();
        assertThat(app.fhir("Patient", answer.path("access_token").asString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    @Requirement({SMART + 240, SMART + 250, SMART + 251})
    void refusesABackendServiceMoreThanItIsRegisteredFor() throws JOSEException {
        String assertion = signed(header(JWSAlgorithm.RS384, "rsa-1"), claims());
        HttpResponse<String> response = ask(assertion, "system/Observation.cruds");
        assertThat(TestApp.json(response).path("error").asString()).isEqualTo("invalid_scope");
    }

    @Test
    @Requirement(SMART + 336)
    void refusesAnAssertionThatComesAgain() throws JOSEException {
        String assertion = signed(header(JWSAlgorithm.RS384, "rsa-1"), claims());
        assertThat(ask(assertion).statusCode()).isEqualTo(200);
        assertRefused(assertion);
    }

    @Test
    @Requirement({SMART + 335, SMART + 340})
    void refusesAnUnsignedAssertion() {
        assertRefused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void refusesHmac() throws JOSEException {
        SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.HS384, "rsa-1").build(), claims().build());
        jwt.sign(new MACSigner("k".repeat(48)));
        assertRefused(jwt.serialize());
    }

    @Test
    void refusesAnAlgorithmBesideTheTwo() throws JOSEException {
        assertRefused(signed(header(JWSAlgorithm.RS256, "rsa-1"), claims()));
    }

    @Test
    @Requirement(SMART + 335)
    void refusesASignatureByAnotherKeyOfTheSameName() throws JOSEException {
        SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.RS384, "rsa-1").build(), claims().build());
        jwt.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        assertRefused(jwt.serialize());
    }

    @Test
    void refusesAKeyThatIsNotRegistered() throws JOSEException {
        assertRefused(signed(header(JWSAlgorithm.RS384, "rsa-2"), claims()));
    }

    @Test
    void refusesAHeaderWithoutTypeOrKeyId() throws JOSEException {
        assertRefused(signed(new JWSHeader.Builder(JWSAlgorithm.RS384).keyID("rsa-1"), claims()));
        assertRefused(signed(new JWSHeader.Builder(JWSAlgorithm.RS384).type(JOSEObjectType.JWT), claims()));
    }

    @Test
    @Requirement(SMART + 338)
    void refusesAJkuThatWasNotRegistered() throws JOSEException {
        JWSHeader.Builder header =
                header(JWSAlgorithm.RS384, "rsa-1").jwkURL(URI.create("http://127.0.0.1:1/evil.json"));
        assertRefused(signed(header, claims()));
    }

    @Test
    @Requirement(SMART + 335)
    void refusesAnotherAudience() throws JOSEException {
        assertRefused(signed(
                header(JWSAlgorithm.RS384, "rsa-1"),
                claims().audience(app.sandbox().fhirBase())));
    }

    @Test
    @Requirement({SMART + 335, SMART + 337})
    void refusesASubjectThatIsNotTheIssuer() throws JOSEException {
        assertRefused(signed(header(JWSAlgorithm.RS384, "rsa-1"), claims().subject("open-app")));
    }

    @Test
    @Requirement(SMART + 335)
    void refusesAnAssertionThatExpiredOrLivesTooLong() throws JOSEException {
        Instant now = Instant.now();
        assertRefused(
                signed(header(JWSAlgorithm.RS384, "rsa-1"), claims().expirationTime(Date.from(now.minusSeconds(60)))));
        assertRefused(
                signed(header(JWSAlgorithm.RS384, "rsa-1"), claims().expirationTime(Date.from(now.plusSeconds(900)))));
        assertRefused(signed(header(JWSAlgorithm.RS384, "rsa-1"), claims().expirationTime(null)));
    }

    @Test
    void refusesAnAssertionWithoutJti() throws JOSEException {
        assertRefused(signed(header(JWSAlgorithm.RS384, "rsa-1"), claims().jwtID(null)));
    }

    private void assertRefused(String assertion) {
        HttpResponse<String> response = ask(assertion);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(TestApp.json(response).path("error").asString()).isEqualTo("invalid_client");
    }

    private HttpResponse<String> ask(String assertion) {
        return ask(assertion, "system/*.rs");
    }

    private HttpResponse<String> ask(String assertion, String scope) {
        return app.token(new HashMap<>(Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                scope,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion)));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("keyed-app")
                .subject("keyed-app")
                .audience(app.sandbox().origin() + "/auth/token")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(240)));
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm, String key) {
        return new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(key);
    }

    private String signed(JWSHeader.Builder header, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header.build(), claims.build());
        boolean ec = jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.ES384);
        JWSSigner signer = ec ? new ECDSASigner(app.ec()) : new RSASSASigner(app.rsa());
        jwt.sign(signer);
        return jwt.serialize();
    }
}
