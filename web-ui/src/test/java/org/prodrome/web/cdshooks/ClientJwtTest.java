package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who calls is known by a signed JWT on every call; each defect of one is named, and nothing of it repeated. */
class ClientJwtTest {
    private static final CdsSite SITE = CdsSite.shared();
    private static final URI HOOK = SITE.service("prodrome-order-sign");

    static Stream<Arguments> defects() throws JOSEException {
        Date past = Date.from(Instant.now().minusSeconds(600));
        var stranger = new ECDSASigner(new ECKeyGenerator(Curve.P_384).generate());
        return Stream.of(
                defect("typ", jwt().header(header -> header.type(new JOSEObjectType("JOSE")))),
                defect("typ", jwt().header(header -> header.type(null))),
                defect("kid", jwt().header(header -> header.keyID(null))),
                defect("signature", jwt().header(header -> header.keyID("another"))),
                defect("signature", jwt().algorithm(JWSAlgorithm.ES384, stranger)),
                defect("signature", jwt().algorithm(JWSAlgorithm.HS256, new MACSigner(new byte[32]))),
                defect("jku", jwt().header(header -> header.jwkURL(URI.create("https://elsewhere.example/jwks")))),
                defect("iss", jwt().claims(claims -> claims.issuer("https://elsewhere.example"))),
                defect("iss", jwt().claims(claims -> claims.issuer(null))),
                defect("aud", jwt().claims(claims -> claims.audience("https://elsewhere.example"))),
                defect("aud", jwt().claims(claims -> claims.audience(SITE.app() + "/cds-services"))),
                defect("aud", jwt().claims(claims -> claims.audience((String) null))),
                defect("exp", jwt().claims(claims -> claims.expirationTime(null))),
                defect("exp", jwt().claims(claims -> claims.issueTime(past).expirationTime(past))),
                defect("exp", jwt().claims(claims -> claims.issueTime(null))),
                defect(
                        "iat",
                        jwt().claims(claims ->
                                claims.issueTime(Date.from(Instant.now().plusSeconds(200))))),
                defect(
                        "iat",
                        jwt().claims(claims ->
                                claims.expirationTime(Date.from(Instant.now().plusSeconds(7_200))))),
                defect(
                        "nbf",
                        jwt().claims(claims ->
                                claims.notBeforeTime(Date.from(Instant.now().plusSeconds(200))))),
                defect(
                        "exp",
                        jwt().claims(claims -> claims.issueTime(
                                        Date.from(Instant.now().plusSeconds(30)))
                                .expirationTime(Date.from(Instant.now().plusSeconds(10))))),
                defect(
                        "signature",
                        jwt().header(header -> header.criticalParams(Set.of("x-unknown"))
                                .customParam("x-unknown", "1"))),
                Arguments.of("signature", withOtherClaims(jwt().sign())),
                defect("jti", jwt().claims(claims -> claims.jwtID(null))),
                defect("jti", jwt().claims(claims -> claims.jwtID(" "))),
                Arguments.of(
                        "claims",
                        jwt().claims(claims -> claims.claim("exp", "soon")).sign()),
                Arguments.of("signed JWT", new PlainJWT(new JWTClaimsSet.Builder().build()).serialize()),
                Arguments.of("signed JWT", "opaque"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void eachDefectIsNamed(String named, String token) {
        HttpResponse<String> answer = call(HOOK, token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        JsonNode outcome = CdsSite.json(answer);
        assertThat(outcome.path("resourceType").stringValue()).isEqualTo("OperationOutcome");
        assertThat(outcome.path("issue").get(0).path("diagnostics").stringValue())
                .contains(named);
        assertThat(answer.body()).doesNotContain(token);
        assertThat(EmptyParts.of(outcome)).isEmpty();
    }

    @Test
    void aLifeOfFifteenMinutesAndAnAudienceAmongOthersOrByItsAliasAreTaken() {
        Instant now = Instant.now();
        TestJwt long15 = jwt().claims(
                        claims -> claims.issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(900))));
        TestJwt several = jwt().claims(claims -> claims.audience(List.of("https://x.example", HOOK.toString())));
        TestJwt alias = jwt().claims(claims -> claims.audience("our-alias"));
        TestJwt ahead = jwt().claims(claims -> claims.issueTime(Date.from(now.plusSeconds(30))));
        TestJwt from = jwt().claims(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(30))));

        assertThat(Stream.of(long15, several, alias, ahead, from))
                .allSatisfy(
                        jwt -> assertThat(call(HOOK, jwt.sign()).statusCode()).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cds-services",
                "/cds-services/prodrome-order-sign",
                "/cds-services/prodrome-order-sign/feedback"
            })
    void everyPathAsksForATokenAndTakesEachOnce(String path) {
        URI target = URI.create(SITE.app() + path);
        String token = TestJwt.of(SITE).forEndpoint(target).sign();

        assertThat(call(target, null).statusCode()).isEqualTo(401);
        assertThat(call(target, token).statusCode()).isIn(200, 400);
        HttpResponse<String> again = call(target, token);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body()).contains("jti");
    }

    /** Its header and signature, around claims of another {@code jti}. */
    private static String withOtherClaims(String token) {
        String[] parts = token.split("[.]");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String other = claims.replace("\"jti\":\"", "\"jti\":\"x");
        byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
        return parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "." + parts[2];
    }

    private static TestJwt jwt() {
        return TestJwt.of(SITE).forEndpoint(HOOK);
    }

    private static Arguments defect(String named, TestJwt jwt) {
        return Arguments.of(named, jwt.sign());
    }

    private static HttpResponse<String> call(URI target, @Nullable String token) {
        HttpRequest.Builder request = CdsSite.request(target);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!target.getPath().equals("/cds-services")) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            TestCalls.of(CdsServiceKind.ORDER_SIGN).toString()));
        }
        return SITE.send(request);
    }
}
