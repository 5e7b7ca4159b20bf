package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;

/** Clause: OpenID Connect Core 3.1.3.7, by way of scopes-and-launch-context#steps-for-using-an-id-token. */
@Requirement({"hl7.fhir.uv.smart-app-launch_2.2.0@201", "hl7.fhir.uv.smart-app-launch_2.2.0@218"})
class IdTokenTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    private LaunchContext completeWith(Function<JWTClaimsSet.Builder, String> idToken) {
        return completeWith(launches(), idToken);
    }

    private LaunchContext completeWith(TestLaunches launches, Function<JWTClaimsSet.Builder, String> idToken) {
        var request = launches.begin();
        ehr.token.put("id_token", idToken.apply(ehr.claims(TestLaunches.nonce(request))));
        return launches.launcher.complete(TestLaunches.redirect(request), request.browserBinding());
    }

    private void refuses(String mention, UnaryOperator<JWTClaimsSet.Builder> spoil) {
        refusesToken(mention, claims -> TinyEhr.signed(spoil.apply(claims).build(), TinyEhr.RSA));
    }

    private void refusesToken(String mention, Function<JWTClaimsSet.Builder, String> idToken) {
        assertThatThrownBy(() -> completeWith(idToken))
                .isInstanceOf(LaunchException.Identity.class)
                .hasMessageContaining(mention);
    }

    @Test
    @Requirement(SMART + 202)
    void knowsTheUserOfARightToken() {
        var context = launches().complete();

        assertThat(context.subject()).contains("user-1");
        assertThat(context.fhirUser()).contains(URI.create(ehr.fhirBase() + "/Practitioner/dr-1"));
    }

    @Test
    void rejectsAnotherNonce() {
        refuses("nonce", claims -> claims.claim("nonce", "of-another-launch"));
    }

    @Test
    void rejectsAMissingNonce() {
        refuses("nonce", claims -> claims.claim("nonce", null));
    }

    @Test
    void rejectsAnotherIssuer() {
        refuses("iss", claims -> claims.issuer("https://evil.example.org"));
    }

    @Test
    void rejectsAnotherAudience() {
        refuses("aud", claims -> claims.audience("another-app"));
    }

    @Test
    void rejectsSeveralAudiencesWithoutAuthorizedParty() {
        refuses("azp", claims -> claims.audience(List.of("prodrome", "another-app")));
    }

    @Test
    void rejectsAnotherAuthorizedParty() {
        refuses("azp", claims -> claims.claim("azp", "another-app"));
    }

    @Test
    void rejectsAnExpiredToken() {
        refuses("exp", claims -> claims.expirationTime(Date.from(clock.instant().minus(Duration.ofSeconds(61)))));
    }

    @Test
    void rejectsATokenThatNeverExpires() {
        refuses("exp", claims -> claims.expirationTime(null));
    }

    @Test
    void rejectsATokenFromTheFuture() {
        refuses("iat", claims -> claims.issueTime(Date.from(clock.instant().plus(Duration.ofMinutes(5)))));
    }

    @Test
    void rejectsATokenWithoutSubject() {
        refuses("sub", claims -> claims.subject(null));
    }

    @Test
    void rejectsABadSignature() {
        refusesToken("a signature by the issuer's key", claims -> TinyEhr.signed(claims.build(), TinyEhr.OTHER_RSA));
    }

    @Test
    void rejectsChangedClaims() {
        refusesToken("signature", claims -> {
            var parts = TinyEhr.signed(claims.build(), TinyEhr.RSA).split("\\.");
            var other = claims.subject("somebody-else").build().toPayload().toBase64URL();
            return parts[0] + "." + other + "." + parts[2];
        });
    }

    @Test
    void rejectsAnUnsignedToken() {
        refusesToken("a signed JWT", claims -> new PlainJWT(claims.build()).serialize());
    }

    @Test
    void rejectsAMacWithThePublicKeyAsItsSecret() {
        refusesToken("alg", claims -> {
            try {
                var jwt = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID("ehr-rsa")
                                .build(),
                        claims.build());
                jwt.sign(new MACSigner(TinyEhr.RSA.toRSAPublicKey().getEncoded()));
                return jwt.serialize();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void rejectsAnAlgorithmOutsideTheAllowList() {
        refusesToken(
                "alg", claims -> TinyEhr.signed(claims.build(), header(JWSAlgorithm.RS512, "ehr-rsa"), TinyEhr.RSA));
    }

    @Test
    void rejectsTextThatIsNoToken() {
        refusesToken("a signed JWT", claims -> "not.a.token");
    }

    @Test
    void rejectsAGrantOfOpenidWithoutToken() {
        var launches = launches();
        var request = launches.begin();

        assertThatThrownBy(() -> launches.launcher.complete(TestLaunches.redirect(request), request.browserBinding()))
                .isInstanceOf(LaunchException.Identity.class)
                .hasMessageContaining("openid was granted");
    }

    @Test
    void acceptsES256() {
        ehr.keys.add(TinyEhr.EC.toPublicJWK());

        assertThat(completeWith(claims ->
                                TinyEhr.signed(claims.build(), header(JWSAlgorithm.ES256, "ehr-ec"), TinyEhr.EC))
                        .subject())
                .contains("user-1");
    }

    @Test
    void acceptsATokenWithoutKidWhereOneKeyFits() {
        ehr.keys.add(TinyEhr.EC.toPublicJWK());

        assertThat(completeWith(claims -> TinyEhr.signed(claims.build(), header(JWSAlgorithm.RS256, null), TinyEhr.RSA))
                        .subject())
                .contains("user-1");
    }

    @Test
    void acceptsAKeyWithoutKidWhereItIsTheOnlyOne() {
        ehr.keys.clear();
        ehr.keys.add(new RSAKey.Builder(TinyEhr.RSA.toPublicJWK()).keyID(null).build());

        assertThat(launches().complete().subject()).contains("user-1");
    }

    @Test
    void rejectsATokenWithoutKidWhereSeveralKeysFit() {
        ehr.keys.add(new RSAKey.Builder(TinyEhr.OTHER_RSA.toPublicJWK())
                .keyID("second")
                .build());

        refusesToken(
                "none that fits, or several",
                claims -> TinyEhr.signed(claims.build(), header(JWSAlgorithm.RS256, null), TinyEhr.RSA));
    }

    @Test
    void readsTheKeysAgainForAnUnknownKidButNotAtEveryLaunch() {
        var launches = launches();
        launches.complete();
        var next = new RSAKey.Builder(TinyEhr.OTHER_RSA).keyID("next").build();
        ehr.keys.add(next.toPublicJWK());
        Function<JWTClaimsSet.Builder, String> byNext = claims -> TinyEhr.signed(claims.build(), next);
        assertThatThrownBy(() -> completeWith(launches, byNext)).isInstanceOf(LaunchException.Identity.class);
        assertThat(ehr.requestsTo("/jwks")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(61));
        assertThat(completeWith(launches, byNext).subject()).contains("user-1");
        assertThat(ehr.requestsTo("/jwks")).isEqualTo(2);
    }

    @Test
    void rejectsKeysOfAnotherIssuersConfiguration() {
        ehr.openid.put("issuer", "https://evil.example.org");

        assertThatThrownBy(() -> launches().complete())
                .isInstanceOf(LaunchException.Discovery.class)
                .hasMessageContaining("openid-configuration");
    }

    @Test
    void fetchesNoKeysFromAHostThatIsNotListed() {
        ehr.openid.put("jwks_uri", "https://evil.example.org/jwks");

        assertThatThrownBy(() -> launches().complete())
                .isInstanceOf(LaunchException.Discovery.class)
                .hasMessageContaining("jwks_uri");
    }

    @Test
    void usesTheSmartConfigurationsKeysOnlyWhereTheRegistrationSaysSo() {
        ehr.answers.put("/.well-known/openid-configuration", TinyEhr.text(404, ""));
        assertThatThrownBy(() -> launches().complete()).isInstanceOf(LaunchException.Discovery.class);

        var lenient = TestLaunches.with(
                ehr, clock, r -> r.tolerating(IssuerRegistration.Leniency.OPENID_CONFIGURATION_MISSING));
        assertThat(lenient.complete().subject()).contains("user-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/1", "Practitioner/1", "PractitionerRole/1", "RelatedPerson/1", "Person/1"})
    @Requirement(SMART + 202)
    void resolvesARelativeFhirUserOfTheFiveTypes(String reference) {
        assertThat(FhirUser.absolute(reference, ehr.fhirBase())).hasToString(ehr.fhirBase() + "/" + reference);
        assertThat(FhirUser.absolute("https://other.example.org/r4/" + reference, ehr.fhirBase()))
                .hasToString("https://other.example.org/r4/" + reference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Device/1", "javascript:Patient/1", "Practitioner/", "Practitioner/a b", "//evil/Patient/1", ""})
    void rejectsAFhirUserOfAnotherForm(String reference) {
        assertThatThrownBy(() -> FhirUser.absolute(reference, ehr.fhirBase()))
                .isInstanceOf(LaunchException.Identity.class);
    }

    private static JWSHeader header(JWSAlgorithm algorithm, @Nullable String kid) {
        return new JWSHeader.Builder(algorithm).keyID(kid).build();
    }
}
