package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.prodrome.conformance.ledger.Requirement;

class StandaloneTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    @Test
    @Requirement({SMART + 25, SMART + 26, SMART + 36, SMART + 41, SMART + 150, SMART + 151, SMART + 152, SMART + 166})
    void asksForAPatientInsteadOfEchoingALaunch() {
        var request = launches().launcher.authorize(LaunchRequest.standalone(ehr.fhirBase()));

        assertThat(request.parameters())
                .doesNotContainKey("launch")
                .containsEntry("aud", ehr.fhirBase().toString());
        assertThat(Scopes.parse(request.parameters().getOrDefault("scope", "")).all())
                .contains(Scope.parse("launch/patient"))
                .doesNotContain(Scope.parse("launch"));
    }

    @Test
    void mayLeaveThePatientToTheAppsOwnPicker() {
        var request = launches().launcher.authorize(LaunchRequest.standaloneWithoutPatient(ehr.fhirBase()));

        assertThat(request.parameters().get("scope"))
                .doesNotContain("launch", "patient/")
                .contains("user/*.rs", "user/ServiceRequest.c");
    }

    @Test
    @Requirement(SMART + 28)
    void isCompletedLikeALaunchFromTheEhr() {
        var launches = launches();
        var request = launches.launcher.authorize(LaunchRequest.standalone(ehr.fhirBase()));
        var context = launches.launcher.complete(launches.approve(request), request.browserBinding());

        assertThat(context.requirePatient()).isEqualTo("pat-1");
        ehr.token.put("access_token", "access-2");
        ehr.token.remove("id_token");
        var target = URI.create(ehr.fhirBase() + "/Patient/pat-1");
        var access = context.access();
        assertThat(access.authorizationAfter401(target, access.authorizationFor(target)))
                .isEqualTo("Bearer access-2");
    }

    @Test
    void isRefusedForAnIssuerThatIsNotRegistered() {
        assertThatExceptionOfType(LaunchException.UnknownIssuer.class)
                .isThrownBy(() -> launches()
                        .launcher
                        .authorize(LaunchRequest.standalone(URI.create("https://evil.example.org/fhir"))));
        assertThat(ehr.requests).isEmpty();
    }

    @Test
    @Requirement({SMART + 50, SMART + 133})
    void saysWhetherTheServerTakesPosts() {
        assertThat(launches().begin().byPost()).isFalse();

        ehr.discovery.put("capabilities", java.util.List.of("launch-ehr", "authorize-post"));
        assertThat(launches().begin().byPost()).isTrue();
    }
}
