package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each error code that a server may answer with, and what becomes of the launch. */
class OAuthErrorsTest extends TinyEhrTest {

    /** RFC 6749 4.1.2.1, and OpenID Connect Core 3.1.2.6. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_request",
                "unauthorized_client",
                "access_denied",
                "unsupported_response_type",
                "invalid_scope",
                "interaction_required",
                "login_required",
                "account_selection_required",
                "consent_required",
                "invalid_request_uri",
                "invalid_request_object",
                "request_not_supported",
                "request_uri_not_supported",
                "registration_not_supported"
            })
    void endsALaunchThatTheAuthorizationEndpointRefuses(String code) {
        var launches = launches();
        var request = launches.begin();
        var redirect = new RedirectParameters(request.state(), null, code, "not today", null);

        Refused.launch(
                ehr,
                launches,
                request,
                redirect,
                LaunchException.Denied.class,
                "authorization denied: expected an authorization code, got OAuth error " + code,
                request.state(),
                request.browserBinding());
        assertThat(ehr.forms).isEmpty();
    }

    /** What looks like an attack leaves nothing usable at the server either. */
    @Test
    void givesTokensBackThatCameWithAnAnswerItRefuses() {
        ehr.token.remove("id_token");
        var launches = launches();
        var request = launches.begin();

        Refused.launch(ehr, launches, request, LaunchException.Identity.class, "id_token", "code-1");
        assertThat(ehr.requestsTo("/revoke")).isEqualTo(1);
        assertThat(ehr.forms.getLast()).containsEntry("token", "refresh-1");
    }

    /** RFC 9207: who sends it comes before what it says. */
    @Test
    void believesNoErrorOfAnotherServer() {
        var launches = launches();
        var request = launches.begin();
        var redirect = new RedirectParameters(
                request.state(), null, "temporarily_unavailable", null, "https://evil.example.org");

        Refused.launch(ehr, launches, request, redirect, LaunchException.Redirect.class, "RFC 9207");
    }

    /** A server that can't has refused nothing: the user is told to try again. */
    @ParameterizedTest
    @ValueSource(strings = {"server_error", "temporarily_unavailable"})
    void saysThatAServerIsOutOfOrderWhichSaysSo(String code) {
        var launches = launches();
        var request = launches.begin();
        var redirect = new RedirectParameters(request.state(), null, code, null, null);

        Refused.launch(ehr, launches, request, redirect, LaunchException.Unreachable.class, code, request.state());
        assertThat(ehr.forms).isEmpty();
    }

    /** Frameworks answer an unknown path by JSON with a field of this name. */
    @Test
    void takesAnErrorPageForNoOAuthError() {
        var launches = launches();
        var request = launches.begin();
        ehr.answers.put("/token", TinyEhr.text(404, "{\"error\":\"not_found\",\"status\":404}"));

        Refused.launch(
                ehr,
                launches,
                request,
                LaunchException.TokenAnswer.class,
                "got status 404 without an OAuth error",
                "code-1");
    }

    /** RFC 6749 5.2; 403 as some servers answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_request",
                "invalid_client",
                "invalid_grant",
                "unauthorized_client",
                "unsupported_grant_type",
                "invalid_scope",
                "an_error_of_its_own"
            })
    void endsALaunchThatTheTokenEndpointRefuses(String code) {
        for (int status : new int[] {400, 401, 403}) {
            var launches = launches();
            var request = launches.begin();
            ehr.answers.put("/token", TinyEhr.text(status, "{\"error\":\"" + code + "\"}"));

            Refused.launch(
                    ehr,
                    launches,
                    request,
                    LaunchException.TokenAnswer.class,
                    "token answer refused: expected a token response with status 200, got OAuth error " + code,
                    "code-1");
        }
    }

    @Test
    void takesACodeBesideAnErrorForTheError() {
        var launches = launches();
        var request = launches.begin();
        var redirect = new RedirectParameters(request.state(), "code-1", "access_denied", null, null);

        Refused.launch(ehr, launches, request, redirect, LaunchException.Denied.class, "access_denied", "code-1");
        assertThat(ehr.forms).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 429})
    void callsAServerOutOfOrderUnreachable(int status) {
        var launches = launches();
        var request = launches.begin();
        ehr.answers.put("/token", TinyEhr.text(status, "{\"error\":\"server_error\"}"));

        Refused.launch(ehr, launches, request, LaunchException.Unreachable.class, "server_error", "code-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 307, 404, 405, 418})
    void takesNoOtherStatusForATokenResponse(int status) {
        var launches = launches();
        var request = launches.begin();
        ehr.answers.put("/token", TinyEhr.text(status, ""));

        Refused.launch(ehr, launches, request, LaunchException.TokenAnswer.class, "status " + status, "code-1");
    }

    /** An error is text of the server's, and may be anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>",
                "a\u0000b",
                "line\r\nX-Evil: yes",
                "\u202Eoverride",
                "",
                " ",
                "abcdefghijklmnopqrstuvwxyz"
            })
    void makesStrangeErrorsFitToRead(String code) {
        var launches = launches();
        var request = launches.begin();
        var redirect = new RedirectParameters(request.state(), null, code, code.repeat(500), null);

        assertThatExceptionOfType(LaunchException.Denied.class)
                .isThrownBy(() -> launches.launcher.complete(redirect, request.browserBinding()))
                .satisfies(denied -> {
                    Refused.presentable(denied, "abcdefghijklmnopqrstuvwxyz");
                    var error = denied.oauthError().orElseThrow();
                    assertThat(error.code() + error.description())
                            .matches("[ -~]*")
                            .hasSizeLessThan(500);
                });
        assertThat(ehr.forms).isEmpty();
    }
}
