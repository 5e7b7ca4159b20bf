package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.Scope.Interaction;

class TokenExchangeTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    @Test
    @Requirement({SMART + 62, SMART + 63, SMART + 67, SMART + 68, SMART + 69, SMART + 71})
    void sendsTheCodeAndAPublicAppsClientId() {
        launches().complete();

        assertThat(ehr.forms.getFirst())
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "code-1")
                .containsEntry("redirect_uri", TestLaunches.REDIRECT.toString())
                .containsEntry("client_id", "prodrome")
                .doesNotContainKey("client_assertion");
    }

    @Test
    @Requirement({SMART + 13, SMART + 44, SMART + 70})
    void sendsTheVerifierWhoseDigestWasTheChallenge() throws Exception {
        var launches = launches();
        var request = launches.begin();
        launches.launcher.complete(launches.approve(request), request.browserBinding());

        var verifier = ehr.forms.getFirst().getOrDefault("code_verifier", "");
        var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
        assertThat(verifier).hasSizeBetween(43, 128);
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
                .isEqualTo(request.parameters().get("code_challenge"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "ES384"})
    @Requirement({
        SMART + 64,
        SMART + 65,
        SMART + 72,
        SMART + 307,
        SMART + 308,
        SMART + 309,
        SMART + 319,
        SMART + 320,
        SMART + 321,
        SMART + 322,
        SMART + 323,
        SMART + 327,
        SMART + 328,
        SMART + 329,
        SMART + 330,
        SMART + 331,
        SMART + 332,
        SMART + 333,
        SMART + 334
    })
    void signsAFreshAssertionForEachRequestOfAConfidentialApp(String algorithm) throws Exception {
        ehr.discovery.put("token_endpoint_auth_signing_alg_values_supported", List.of(algorithm));
        var keys = SigningKeys.inMemory(clock);
        var launches = TestLaunches.with(ehr, clock, r -> confidential(r, keys));
        launches.complete();
        launches.complete();

        var form = ehr.forms.getFirst();
        assertThat(form)
                .doesNotContainKey("client_id")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        var jwt = SignedJWT.parse(form.get("client_assertion"));
        var again = SignedJWT.parse(ehr.forms.get(1).get("client_assertion"));
        var claims = jwt.getJWTClaimsSet();
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(jwt.getHeader().getJWKURL()).isEqualTo(URI.create("https://app.example.org/jwks.json"));
        assertThat(claims.getIssuer()).isEqualTo("prodrome").isEqualTo(claims.getSubject());
        assertThat(claims.getAudience()).containsExactly(ehr.origin() + "/token");
        assertThat(claims.getExpirationTime().toInstant())
                .isAfter(clock.instant())
                .isBeforeOrEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        assertThat(claims.getJWTID()).isNotEqualTo(again.getJWTClaimsSet().getJWTID());
        assertThat(verifies(jwt, keys)).isTrue();
    }

    private static IssuerRegistration confidential(IssuerRegistration r, SigningKeys keys) {
        var jwt = new ClientAuthentication.PrivateKeyJwt(keys, URI.create("https://app.example.org/jwks.json"));
        return IssuerRegistration.of(r.issuer(), r.clientId(), jwt, TestLaunches.REDIRECT, r.scopes())
                .allowingLoopbackHttp();
    }

    private static boolean verifies(SignedJWT jwt, SigningKeys keys) throws Exception {
        var key = JWKSet.parse(keys.publicJwks()).getKeyByKeyId(jwt.getHeader().getKeyID());
        return jwt.getHeader().getAlgorithm().getName().startsWith("ES")
                ? jwt.verify(new ECDSAVerifier(key.toECKey()))
                : jwt.verify(new RSASSAVerifier(key.toRSAKey()));
    }

    @Test
    void saysWhenTheServerTakesNeitherOfOurAlgorithms() {
        ehr.discovery.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS256"));
        var keys = SigningKeys.inMemory(clock);
        var launches = TestLaunches.with(ehr, clock, r -> confidential(r, keys));

        assertThatThrownBy(launches::complete)
                .isInstanceOf(LaunchException.Discovery.class)
                .hasMessageContaining("RS384 or ES384");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "Bearer"})
    void comparesTheTokenTypeWithoutCase(String type) {
        ehr.token.put("token_type", type);

        assertThat(launches().complete().requirePatient()).isEqualTo("pat-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token_type", "scope"})
    void refusesAnAnswerWithoutARequiredField(String field) {
        ehr.token.remove(field);

        assertThatThrownBy(() -> launches().complete())
                .isInstanceOf(LaunchException.TokenAnswer.class)
                .hasMessageContaining(field);
    }

    @Test
    void givesTheTokensOfAnAnswerBackThatItRefuses() {
        ehr.token.remove("scope");

        assertThatThrownBy(() -> launches().complete()).isInstanceOf(LaunchException.TokenAnswer.class);
        assertThat(ehr.requestsTo("/revoke")).isEqualTo(1);
        assertThat(ehr.forms.getLast()).containsEntry("token", "refresh-1");
    }

    @Test
    void sendsTheClientIdBesideAnAssertionOnlyWhereTheRegistrationSaysSo() {
        var keyed = new ClientAuthentication.PrivateKeyJwt(SigningKeys.inMemory(clock));
        UnaryOperator<IssuerRegistration> confidential =
                r -> IssuerRegistration.of(r.issuer(), r.clientId(), keyed, TestLaunches.REDIRECT, r.scopes())
                        .allowingLoopbackHttp();
        TestLaunches.with(ehr, clock, confidential).complete();
        assertThat(ehr.forms.getLast()).containsKey("client_assertion").doesNotContainKey("client_id");

        TestLaunches.with(
                        ehr,
                        clock,
                        r -> confidential.apply(r).tolerating(IssuerRegistration.Leniency.CLIENT_ID_BESIDE_ASSERTION))
                .complete();
        assertThat(ehr.forms.getLast()).containsKeys("client_assertion", "client_id");
    }

    @Test
    void toleratesMissingFieldsOnlyWhereTheRegistrationSaysSo() {
        ehr.token.remove("token_type");
        ehr.token.remove("scope");
        var launches = TestLaunches.with(
                ehr,
                clock,
                r -> r.tolerating(
                        IssuerRegistration.Leniency.TOKEN_TYPE_MISSING, IssuerRegistration.Leniency.SCOPE_MISSING));

        assertThat(launches.complete().granted().toString()).isEqualTo(TestLaunches.SCOPES);
    }

    @Test
    void refusesATokenOfAnotherType() {
        ehr.token.put("token_type", "mac");

        assertThatThrownBy(() -> launches().complete())
                .isInstanceOf(LaunchException.TokenAnswer.class)
                .hasMessageContaining("token_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>signed in</html>", "access_token=a&token_type=bearer", "[]", "{\"access_token\":[1]}"})
    void refusesAnAnswerOfAnotherForm(String body) {
        ehr.answers.put("/token", TinyEhr.text(200, body));

        assertThatThrownBy(() -> launches().complete()).isInstanceOf(LaunchException.TokenAnswer.class);
    }

    @Test
    void tellsTheServersOwnError() {
        ehr.answers.put(
                "/token", TinyEhr.text(400, "{\"error\":\"invalid_grant\",\"error_description\":\"code expired\"}"));

        assertThatExceptionOfType(LaunchException.TokenAnswer.class)
                .isThrownBy(() -> launches().complete())
                .withMessageContaining("invalid_grant")
                .satisfies(e ->
                        assertThat(e.oauthError().orElseThrow().description()).isEqualTo("code expired"))
                .satisfies(e -> assertThat(e.administratorHint()).isNotBlank());
    }

    @Test
    void callsAServerErrorUnreachable() {
        ehr.answers.put("/token", TinyEhr.text(500, "<html>"));

        assertThatThrownBy(() -> launches().complete())
                .isInstanceOf(LaunchException.Unreachable.class)
                .hasMessageContaining("500");
        assertThat(ehr.forms).hasSize(1);
    }

    @Test
    void putsNoSecretIntoMessages() {
        ehr.token.put("id_token", "eyJhbGciOiJub25lIn0.e30.");
        var launches = launches();
        var request = launches.begin();

        assertThatThrownBy(() -> launches.launcher.complete(TestLaunches.redirect(request), request.browserBinding()))
                .isInstanceOf(LaunchException.Identity.class)
                .hasMessageNotContainingAny("access-1", "refresh-1", "pat-1", "eyJ", request.state());
    }

    @Test
    @Requirement(SMART + 147)
    void showsWhatWasWithheld() {
        ehr.token.put("scope", "openid fhirUser launch patient/Observation.rs user/*.cruds");
        var context = launches().complete();

        assertThat(context.withheld().toString()).isEqualTo("online_access patient/*.rs patient/ServiceRequest.c");
        assertThat(context.granted().allows(Interaction.READ, "Observation")).isTrue();
        assertThat(context.granted().allows(Scope.Level.PATIENT, Interaction.CREATE, "ServiceRequest"))
                .isFalse();
    }

    @Test
    void takesAnEmptyGrantForWhatItIs() {
        ehr.token.put("scope", "");
        var context = launches().complete();

        assertThat(context.granted().all()).isEmpty();
        assertThat(context.granted().allows(Interaction.READ, "Patient")).isFalse();
    }

    @Test
    @Requirement({SMART + 191, SMART + 193})
    void readsTheContextThatCameWithTheToken() {
        ehr.token.putAll(Map.of(
                "need_patient_banner",
                false,
                "intent",
                "reconcile",
                "tenant",
                "ward-7",
                "appContext",
                "{\"matter\":\"m-1\"}",
                "smart_style_url",
                ehr.origin() + "/style.json",
                "fhirContext",
                List.of(
                        Map.of("reference", "ImagingStudy/7"),
                        Map.of("canonical", "https://example.org/q|1", "role", "https://example.org/role"))));
        var context = launches().complete();

        assertThat(context.patient()).contains("pat-1");
        assertThat(context.encounter()).contains("enc-1");
        assertThat(context.intent()).contains("reconcile");
        assertThat(context.tenant()).contains("ward-7");
        assertThat(context.appContext()).contains("{\"matter\":\"m-1\"}");
        assertThat(context.smartStyleUrl()).contains(URI.create(ehr.origin() + "/style.json"));
        assertThat(context.needPatientBanner()).isFalse();
        assertThat(context.fhirContext())
                .extracting(LaunchContext.ContextItem::role)
                .containsExactly("launch", "https://example.org/role");
        assertThat(context.toString()).doesNotContain("pat-1", "enc-1", "access-1");
    }

    @Test
    void asksForTheBannerWhereTheEhrIsSilent() {
        assertThat(launches().complete().needPatientBanner()).isTrue();
    }

    @Test
    void leavesOutAStyleOfAStranger() {
        ehr.token.put("smart_style_url", "https://evil.example.org/style.json");

        assertThat(launches().complete().smartStyleUrl()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../Patient/1", "a b", "Patient/1", ""})
    void refusesAPatientThatIsNoId(String patient) {
        ehr.token.put("patient", patient);

        assertThatThrownBy(() -> launches().complete())
                .isInstanceOf(LaunchException.Context.class)
                .hasMessageContaining("patient");
    }

    @Test
    void saysWhenAPatientIsNeededAndMissing() {
        ehr.token.remove("patient");
        var context = launches().complete();

        assertThat(context.patient()).isEmpty();
        assertThatThrownBy(context::requirePatient).isInstanceOf(LaunchException.Context.class);
    }
}
