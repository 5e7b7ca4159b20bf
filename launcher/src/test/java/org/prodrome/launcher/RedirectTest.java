package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prodrome.conformance.ledger.Requirement;

class RedirectTest extends TinyEhrTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

    @Test
    @Requirement({SMART + 4, SMART + 60})
    void rejectsRedirectWhoseStateWasNotIssued() {
        var launches = launches();
        var request = launches.begin();

        assertThatThrownBy(() -> launches.launcher.complete(
                        new RedirectParameters("another-state", "code-1", null, null, null), request.browserBinding()))
                .isInstanceOf(LaunchException.Redirect.class);
        assertThat(ehr.forms).isEmpty();
    }

    @Test
    @Requirement({SMART + 4, SMART + 60})
    void rejectsRedirectWithoutState() {
        assertThatThrownBy(() -> launches()
                        .launcher
                        .complete(new RedirectParameters(null, "code-1", null, null, null), "binding"))
                .isInstanceOf(LaunchException.Redirect.class)
                .hasMessageContaining("a state");
    }

    @Test
    @Requirement({SMART + 39, SMART + 61})
    void rejectsStateOfAnotherBrowser() {
        var launches = launches();
        var mine = launches.begin();
        var theirs = launches.begin();

        assertThatThrownBy(() -> launches.launcher.complete(launches.approve(mine), theirs.browserBinding()))
                .isInstanceOf(LaunchException.Redirect.class)
                .hasMessageContaining("another browser");
        assertThat(ehr.forms).isEmpty();
    }

    @Test
    @Requirement(SMART + 61)
    void rejectsRedirectInABrowserWithoutTheLaunchCookie() {
        var launches = launches();
        var request = launches.begin();

        assertThatThrownBy(() -> launches.launcher.complete(launches.approve(request), null))
                .isInstanceOf(LaunchException.Redirect.class)
                .hasMessageContaining("no launch cookie");
    }

    @Test
    @Requirement(SMART + 60)
    void rejectsReplayedRedirect() {
        var launches = launches();
        var request = launches.begin();
        var redirect = launches.approve(request);
        launches.launcher.complete(redirect, request.browserBinding());

        assertThatThrownBy(() -> launches.launcher.complete(redirect, request.browserBinding()))
                .isInstanceOf(LaunchException.Redirect.class);
        assertThat(ehr.forms).hasSize(1);
    }

    @Test
    void rejectsRedirectThatComesTooLate() {
        var launches = launches();
        var request = launches.begin();
        clock.advance(Duration.ofMinutes(10));

        assertThatThrownBy(() -> launches.launcher.complete(launches.approve(request), request.browserBinding()))
                .isInstanceOf(LaunchException.Redirect.class)
                .hasMessageContaining("expired");
    }

    @Test
    void tellsTheServersRefusalWithoutItsStrangeCharacters() {
        var launches = launches();
        var request = launches.begin();
        var redirect = RedirectParameters.of(Map.of(
                "state", new String[] {request.state()},
                "error", new String[] {"access_denied"},
                "error_description", new String[] {"<b>no</b>\n\u202Etoken abcdefghijklmnopqrstuvwxyz0123456789"}));

        assertThatExceptionOfType(LaunchException.Denied.class)
                .isThrownBy(() -> launches.launcher.complete(redirect, request.browserBinding()))
                .withMessageContaining("access_denied")
                .satisfies(
                        denied -> assertThat(denied.oauthError().orElseThrow().description())
                                .isEqualTo("<b>no</b>  token [removed]"))
                .satisfies(denied -> assertThat(denied.userSentence()).isNotBlank());
    }

    @Test
    void doesNotRepeatAnErrorThatCameWithAStateThatWasNotIssued() {
        var redirect = new RedirectParameters("forged", null, "access_denied", "call this number", null);

        assertThatThrownBy(() -> launches().launcher.complete(redirect, "binding"))
                .isInstanceOf(LaunchException.Redirect.class)
                .hasMessageNotContaining("call this number");
    }

    @Test
    void rejectsRedirectOfAnotherAuthorizationServer() {
        var launches = launches();
        var request = launches.begin();
        var redirect = new RedirectParameters(request.state(), "code-1", null, null, "https://evil.example.org");

        assertThatThrownBy(() -> launches.launcher.complete(redirect, request.browserBinding()))
                .isInstanceOf(LaunchException.Redirect.class)
                .hasMessageContaining("RFC 9207");
    }

    @Test
    void rejectsNamelessRedirectOfAServerThatPromisedItsName() {
        ehr.discovery.put("authorization_response_iss_parameter_supported", true);
        var launches = launches();
        var request = launches.begin();

        assertThatThrownBy(() -> launches.launcher.complete(launches.approve(request), request.browserBinding()))
                .isInstanceOf(LaunchException.Redirect.class)
                .hasMessageContaining("RFC 9207");
    }

    @Test
    void keepsLaunchesOfOneBrowserApart() {
        var launches = launches();
        var first = launches.begin();
        var second = launches.begin();
        var redirect = TestLaunches.redirect(first);

        assertThat(redirect.bindingName()).isEqualTo(first.bindingName()).isNotEqualTo(second.bindingName());
        assertThat(redirect.toString()).doesNotContain(first.state(), "code-1");
    }
}
