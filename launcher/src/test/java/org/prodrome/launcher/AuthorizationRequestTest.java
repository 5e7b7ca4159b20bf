package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.conformance.ledger.Requirement;

class AuthorizationRequestTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    @Test
    @Requirement({SMART + 32, SMART + 33, SMART + 34, SMART + 35, SMART + 37, SMART + 38, SMART + 41, SMART + 45})
    void carriesWhatTheStandardAsks() {
        var parameters = launches().begin().parameters();

        assertThat(parameters)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "prodrome")
                .containsEntry("redirect_uri", TestLaunches.REDIRECT.toString())
                .containsEntry("launch", TestLaunches.LAUNCH)
                .containsEntry("aud", ehr.fhirBase().toString())
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", TestLaunches.SCOPES);
    }

    @Test
    @Requirement(SMART + 38)
    void asksForTheLaunchScopeWhereTheRegistrationForgotIt() {
        var launches = TestLaunches.with(
                ehr,
                clock,
                r -> IssuerRegistration.of(
                                r.issuer(),
                                r.clientId(),
                                r.authentication(),
                                TestLaunches.REDIRECT,
                                Scopes.parse("patient/*.rs"))
                        .allowingLoopbackHttp());

        assertThat(launches.begin().parameters())
                .containsEntry("scope", "patient/*.rs launch")
                .doesNotContainKey("nonce");
    }

    @Test
    @Requirement({SMART + 2, SMART + 3, SMART + 39, SMART + 40})
    void givesEachLaunchAStateOfItsOwnWithAtLeast122Bits() {
        var launches = launches();
        var seen = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            var request = launches.begin();
            assertThat(request.parameters()).containsEntry("state", request.state());
            assertThat(Base64.getUrlDecoder().decode(request.state())).hasSizeGreaterThanOrEqualTo(16);
            seen.add(request.state());
            seen.add(request.browserBinding());
        }
        assertThat(seen).hasSize(200);
    }

    @Test
    @Requirement({SMART + 50, SMART + 51})
    void keepsTheQueryOfTheAuthorizationEndpoint() {
        ehr.discovery.put("authorization_endpoint", ehr.origin() + "/authorize?tenant=a");

        assertThat(launches().begin().uri().toString())
                .startsWith(ehr.origin() + "/authorize?tenant=a&response_type=code&")
                .contains("scope=launch+openid+fhirUser+online_access+patient%2F*.rs");
    }

    @Test
    void refusesAnIssuerThatIsNotListedWithoutFetchingAnything() {
        var launcher = launches().launcher;
        var stranger = new LaunchRequest(URI.create(ehr.origin() + "/other"), TestLaunches.LAUNCH);

        assertThatThrownBy(() -> launcher.authorize(stranger))
                .isInstanceOf(LaunchException.UnknownIssuer.class)
                .hasMessageContaining("registered issuers");
        assertThat(ehr.requests).isEmpty();
    }

    @Test
    void takesAnIssuerWithASlashAtItsEndForTheSameAndSendsItBackAsItCame() {
        var request = launches().launcher.authorize(new LaunchRequest(URI.create(ehr.fhirBase() + "/"), "l"));

        assertThat(request.parameters()).containsEntry("aud", ehr.fhirBase() + "/");
    }

    @Test
    void refusesALaunchUrlThatNamesTwoIssuers() {
        var parameters = Map.of(
                "iss", new String[] {"https://a.example.org", "https://b.example.org"}, "launch", new String[] {"x"});

        assertThatThrownBy(() -> LaunchRequest.of(parameters)).isInstanceOf(LaunchException.BadRequest.class);
    }

    @Test
    @Requirement(SMART + 161)
    void refusesALaunchUrlWithoutLaunch() {
        assertThatThrownBy(() -> LaunchRequest.of(Map.of("iss", new String[] {"https://a.example.org"})))
                .isInstanceOf(LaunchException.BadRequest.class)
                .hasMessageContaining("parameter launch");
    }

    @Test
    @Requirement(SMART + 1)
    void refusesToRegisterAnIssuerWithoutTlsUnlessLoopbackIsAllowed() {
        for (var issuer : List.of("http://ehr.example.org/fhir", "http://127.0.0.1:9/fhir")) {
            var registration = IssuerRegistration.of(
                    URI.create(issuer),
                    "prodrome",
                    new ClientAuthentication.PublicClient(),
                    TestLaunches.REDIRECT,
                    Scopes.parse("launch"));
            assertThatThrownBy(() -> SmartLauncher.builder().register(registration))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @Requirement(SMART + 135)
    void refusesToRegisterScopesOutsideTheLanguage() {
        assertThatThrownBy(() -> IssuerRegistration.of(
                        ehr.fhirBase(),
                        "prodrome",
                        new ClientAuthentication.PublicClient(),
                        TestLaunches.REDIRECT,
                        Scopes.parse("patient/Observation.sr")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("patient/Observation.sr");
    }

    @Test
    void showsNoSecretAsText() {
        var request = launches().begin();

        assertThat(request.toString()).doesNotContain(request.state(), request.browserBinding(), TestLaunches.LAUNCH);
        assertThat(new LaunchRequest(ehr.fhirBase(), "secret").toString()).doesNotContain("secret");
    }
}
