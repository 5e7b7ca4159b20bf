package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prodrome.conformance.ledger.Requirement;

class BackendTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    @BeforeEach
    void aServerForBackendServices() {
        ehr.token.clear();
        ehr.token.put("access_token", "system-1");
        ehr.token.put("token_type", "bearer");
        ehr.token.put("expires_in", 300);
        ehr.token.put("scope", "system/Patient.rs");
    }

    private IssuerRegistration service() {
        return IssuerRegistration.backend(
                        ehr.fhirBase(),
                        "prodrome-backend",
                        new ClientAuthentication.PrivateKeyJwt(SigningKeys.inMemory(clock)),
                        Scopes.parse("system/Patient.rs"))
                .allowingLoopbackHttp();
    }

    @Test
    void needsNoIssuerForLaunchesBesideIt() {
        var launcher = SmartLauncher.builder().clock(clock).build();

        assertThat(launcher.backend(service()).authorizationFor(target())).isEqualTo("Bearer system-1");
        assertThatExceptionOfType(LaunchException.UnknownIssuer.class)
                .isThrownBy(() -> launcher.authorize(LaunchRequest.standalone(ehr.fhirBase())));
    }

    private URI target() {
        return URI.create(ehr.fhirBase() + "/Patient/1");
    }

    @Test
    @Requirement({
        SMART + 223,
        SMART + 226,
        SMART + 227,
        SMART + 229,
        SMART + 233,
        SMART + 234,
        SMART + 235,
        SMART + 236,
        SMART + 237,
        SMART + 238,
        SMART + 239,
        SMART + 264
    })
    void asksForATokenInItsOwnName() throws Exception {
        var access = launches().launcher.backend(service());

        assertThat(access.authorizationFor(target())).isEqualTo("Bearer system-1");
        assertThat(access.scopes().allows(Scope.Level.SYSTEM, Scope.Interaction.READ, "Patient"))
                .isTrue();
        assertThat(ehr.forms.getFirst())
                .containsOnlyKeys("grant_type", "scope", "client_assertion_type", "client_assertion")
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "system/Patient.rs")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        var claims = SignedJWT.parse(ehr.forms.getFirst().getOrDefault("client_assertion", ""))
                .getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("prodrome-backend").isEqualTo(claims.getSubject());
        assertThat(claims.getAudience()).containsExactly(ehr.origin() + "/token");
    }

    @Test
    @Requirement(SMART + 263)
    void keepsTheTokenForAllAndRenewsItByAFreshAssertion() {
        var launcher = launches().launcher;
        var service = service();
        var first = launcher.backend(service);
        assertThat(launcher.backend(service)).isSameAs(first);
        first.authorizationFor(target());
        assertThat(ehr.requestsTo("/token")).isOne();

        clock.advance(Duration.ofSeconds(280));
        ehr.token.put("access_token", "system-2");
        assertThat(launcher.backend(service).authorizationFor(target())).isEqualTo("Bearer system-2");
        assertThat(ehr.requestsTo("/token")).isEqualTo(2);
        assertThat(ehr.forms.get(0).get("client_assertion"))
                .isNotEqualTo(ehr.forms.get(1).get("client_assertion"));
    }

    @Test
    void obtainsOneTokenHoweverManyThreadsAsk() throws Exception {
        var launcher = launches().launcher;
        var service = service();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(() -> launcher.backend(service).authorizationFor(target()));
            }
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo("Bearer system-1");
            }
        }
        assertThat(ehr.requestsTo("/token")).isOne();
    }

    @Test
    void neverUsesARefreshToken() {
        ehr.token.put("refresh_token", "refresh-1");
        var access = launches().launcher.backend(service());
        clock.advance(Duration.ofMinutes(5));
        access.authorizationFor(target());

        assertThat(ehr.forms)
                .hasSize(2)
                .allSatisfy(form -> assertThat(form).containsEntry("grant_type", "client_credentials"));
    }

    @Test
    void asksAgainAfterARefusal() {
        var launcher = launches().launcher;
        var service = service();
        ehr.answers.put("/token", TinyEhr.text(401, "{\"error\":\"invalid_client\"}"));
        assertThatExceptionOfType(LaunchException.TokenAnswer.class)
                .isThrownBy(() -> launcher.backend(service))
                .satisfies(refused ->
                        assertThat(refused.oauthError().orElseThrow().code()).isEqualTo("invalid_client"));

        ehr.answers.remove("/token");
        assertThat(launcher.backend(service).authorizationFor(target())).isEqualTo("Bearer system-1");
    }

    @Test
    void aRenewalThatWasRefusedMayBeTriedAgain() {
        var access = launches().launcher.backend(service());
        clock.advance(Duration.ofMinutes(5));
        ehr.answers.put("/token", TinyEhr.text(400, "{\"error\":\"invalid_scope\"}"));
        assertThatExceptionOfType(LaunchException.NoAccess.class).isThrownBy(() -> access.authorizationFor(target()));

        ehr.answers.remove("/token");
        assertThat(access.authorizationFor(target())).isEqualTo("Bearer system-1");
    }

    @Test
    void refusesAServerThatSaysItHasNoClientCredentials() {
        ehr.discovery.put("grant_types_supported", List.of("authorization_code"));

        assertThatExceptionOfType(LaunchException.Discovery.class)
                .isThrownBy(() -> launches().launcher.backend(service()))
                .withMessageContaining("client_credentials");
        assertThat(ehr.requestsTo("/token")).isZero();
    }

    @Test
    @Requirement({SMART + 267, SMART + 268})
    void sendsItsTokenToNoOtherServer() {
        var access = launches().launcher.backend(service());

        assertThatExceptionOfType(LaunchException.NoAccess.class)
                .isThrownBy(() -> access.authorizationFor(URI.create("https://other.example.org/fhir/Patient/1")));
    }

    @Test
    @Requirement(SMART + 242)
    void mayAskForScopesThatWereAgreedOtherwise() {
        var agreed = IssuerRegistration.backend(
                        ehr.fhirBase(),
                        "prodrome-backend",
                        new ClientAuthentication.PrivateKeyJwt(SigningKeys.inMemory(clock)),
                        Scopes.parse("user/Patient.rs"))
                .allowingLoopbackHttp();
        launches().launcher.backend(agreed);

        assertThat(ehr.forms.getFirst()).containsEntry("scope", "user/Patient.rs");
    }

    @Test
    @Requirement({SMART + 230, SMART + 232, SMART + 318})
    void refusesAServerWithoutTls() {
        var plain = IssuerRegistration.backend(
                URI.create("http://ehr.example.org/fhir"),
                "prodrome-backend",
                new ClientAuthentication.PrivateKeyJwt(SigningKeys.inMemory(clock)),
                Scopes.parse("system/Patient.rs"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> launches().launcher.backend(plain))
                .withMessageContaining("https");
    }

    @Test
    void refusesAClientSecretAndScopesOfAUser() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> launches().launcher.backend(TestLaunches.registration(ehr)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IssuerRegistration.backend(
                        ehr.fhirBase(),
                        "prodrome-backend",
                        new ClientAuthentication.PrivateKeyJwt(SigningKeys.inMemory(clock)),
                        Scopes.parse("system/Patient.rs offline_access")))
                .withMessageContaining("offline_access");
    }
}
