package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.conformance.ledger.Requirement;

/** Smaller rules of the guide, each by what leaves the app. */
class LaunchRulesTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";
    private static final URI JWKS = URI.create("https://app.example.org/.well-known/jwks.json");

    private TestLaunches asking(String scopes) {
        return TestLaunches.with(
                ehr,
                clock,
                r -> IssuerRegistration.of(
                                r.issuer(),
                                r.clientId(),
                                r.authentication(),
                                TestLaunches.REDIRECT,
                                Scopes.parse(scopes))
                        .allowingLoopbackHttp());
    }

    private Set<String> scopesSentFor(String scopes) {
        var sent = asking(scopes).begin().parameters().getOrDefault("scope", "");
        return Scopes.parse(sent).all().stream().map(Scope::value).collect(Collectors.toSet());
    }

    private IssuerRegistration confidential(SigningKeys keys, URI jwks) {
        return IssuerRegistration.of(
                        ehr.fhirBase(),
                        "prodrome-7",
                        new ClientAuthentication.PrivateKeyJwt(keys, jwks),
                        TestLaunches.REDIRECT,
                        Scopes.parse("launch patient/*.rs"))
                .allowingLoopbackHttp();
    }

    @Test
    @Requirement({SMART + 46, SMART + 162})
    void asksForWhatWasRegisteredAndNoMore() {
        assertThat(scopesSentFor("launch launch/encounter patient/Observation.rs"))
                .containsExactlyInAnyOrder("launch", "launch/encounter", "patient/Observation.rs");
    }

    @Test
    @Requirement({SMART + 47, SMART + 195, SMART + 196})
    void knowsTheUserWhereOpenidAndFhirUserWereGranted() {
        var context = asking("launch openid fhirUser patient/*.rs").complete();

        assertThat(ehr.requestsTo("/jwks")).isOne();
        assertThat(context.subject()).contains("user-1");
        assertThat(context.fhirUser()).contains(URI.create(ehr.fhirBase() + "/Practitioner/dr-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"online_access", "offline_access"})
    @Requirement({SMART + 215, SMART + 216})
    void asksForARefreshTokenByScope(String access) {
        assertThat(scopesSentFor("launch patient/*.rs " + access)).contains(access);
        assertThat(scopesSentFor("launch patient/*.rs")).doesNotContain(access);
    }

    @Test
    @Requirement(SMART + 211)
    void sendsNeitherMaxAgeNorAuthTime() {
        var parameters = asking("launch openid fhirUser patient/*.rs").begin().parameters();

        assertThat(parameters).doesNotContainKeys("max_age", "auth_time", "claims", "prompt");
    }

    @Test
    @Requirement({SMART + 107, SMART + 108})
    void asksForNoScopeWhenItRenews() {
        var access = launches().complete().access();
        ehr.token.remove("id_token");
        var target = URI.create(ehr.fhirBase() + "/Patient/pat-1");
        access.authorizationAfter401(target, access.authorizationFor(target));

        assertThat(ehr.forms.getLast())
                .containsEntry("grant_type", "refresh_token")
                .doesNotContainKey("scope");
    }

    @Test
    @Requirement(SMART + 158)
    void severalRolesAreSeveralScopes() {
        var home = Scope.launchContext("List", "home").value();
        var ward = Scope.launchContext("List", "ward").value();

        assertThat(scopesSentFor("launch " + home + " " + ward)).contains(home, ward);
    }

    @Test
    @Requirement({SMART + 10, SMART + 290, SMART + 294})
    void hasKeysOfItsOwnBeforeItRuns(@TempDir Path folder) throws Exception {
        var one = JWKSet.parse(SigningKeys.in(folder.resolve("one.json"), clock).publicJwks());
        var other =
                JWKSet.parse(SigningKeys.in(folder.resolve("other.json"), clock).publicJwks());

        assertThat(one.getKeys()).hasSize(2).noneMatch(key -> key.isPrivate());
        assertThat(one.getKeys()).doesNotContainAnyElementsOf(other.getKeys());
    }

    @Test
    @Requirement({SMART + 317, SMART + 324, SMART + 325})
    void namesItsClientIdAndTheRegisteredKeySetUrl() throws Exception {
        var keys = SigningKeys.inMemory(clock);
        var launches = TestLaunches.with(ehr, clock, r -> confidential(keys, JWKS));
        var request = launches.begin();
        launches.launcher.complete(TestLaunches.redirect(request), request.browserBinding());
        var jwt = SignedJWT.parse(ehr.forms.getFirst().getOrDefault("client_assertion", ""));

        assertThat(jwt.getHeader().getJWKURL()).isEqualTo(JWKS);
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("prodrome-7");
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("prodrome-7");
    }

    @Test
    @Requirement(SMART + 301)
    void refusesAKeySetUrlWithoutTls() {
        var plain = confidential(SigningKeys.inMemory(clock), URI.create("http://app.example.org/jwks.json"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmartLauncher.builder().register(plain))
                .withMessageContaining("https");
    }
}
