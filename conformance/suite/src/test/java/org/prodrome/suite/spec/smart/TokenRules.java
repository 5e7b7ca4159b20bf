package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_SIGNED_BY_ANOTHER;
import static org.prodrome.sandbox.fault.ClientBreach.NO_CLIENT_PROOF;
import static org.prodrome.sandbox.fault.ClientBreach.NO_CODE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_CODE_VERIFIER;
import static org.prodrome.sandbox.fault.ClientBreach.NO_GRANT_TYPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_TOKEN_CLIENT_ID;
import static org.prodrome.sandbox.fault.ClientBreach.NO_TOKEN_REDIRECT_URI;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_CODE;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_CODE_VERIFIER;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_GRANT_TYPE;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_TOKEN_REDIRECT_URI;
import static org.prodrome.sandbox.fault.ClientBreach.PLAIN_CODE_CHALLENGE;
import static org.prodrome.sandbox.fault.ClientBreach.SECRET_BY_PUBLIC_CLIENT;
import static org.prodrome.sandbox.fault.ClientBreach.SECRET_IN_FORM;
import static org.prodrome.sandbox.fault.ClientBreach.TOKEN_BY_PUT;
import static org.prodrome.sandbox.fault.ClientBreach.TOKEN_CLIENT_ID_BESIDE_PROOF;
import static org.prodrome.sandbox.fault.ClientBreach.TOKEN_ELSEWHERE;
import static org.prodrome.sandbox.fault.ClientBreach.TOKEN_FORM_AS_JSON;
import static org.prodrome.sandbox.fault.ClientBreach.TOKEN_PARAMETERS_IN_URL;

import java.util.List;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.fault.Received;

/** How a code is traded for a token (app-launch#request-5). */
final class TokenRules {

    private static final String SECRET = SandboxSettings.DEFAULT_CLIENT_SECRET;

    private TokenRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("posts a form to the token endpoint", TokenRules::postsAForm, 62)
                        .brokenBy(TOKEN_BY_PUT, TOKEN_FORM_AS_JSON, TOKEN_PARAMETERS_IN_URL, TOKEN_ELSEWHERE),
                Rule.of("says that it brings an authorization code", TokenRules::namesTheGrant, 67)
                        .brokenBy(NO_GRANT_TYPE, OTHER_GRANT_TYPE),
                Rule.of("brings the code that it got", TokenRules::bringsTheCode, 68)
                        .brokenBy(NO_CODE, OTHER_CODE),
                Rule.of("repeats the redirect URI", TokenRules::repeatsTheRedirect, 69)
                        .brokenBy(NO_TOKEN_REDIRECT_URI, OTHER_TOKEN_REDIRECT_URI),
                Rule.of("brings the verifier that its challenge was made of", TokenRules::bringsTheVerifier, 13, 70)
                        .brokenBy(NO_CODE_VERIFIER, OTHER_CODE_VERIFIER, PLAIN_CODE_CHALLENGE),
                Rule.of("a public app names itself", TokenRules::publicAppNamesItself, 71)
                        .brokenBy(NO_TOKEN_CLIENT_ID),
                Rule.of("a public app proves nothing", TokenRules::publicAppProvesNothing, 63)
                        .brokenBy(SECRET_BY_PUBLIC_CLIENT),
                Rule.of("an app with a secret sends it by HTTP Basic alone", TokenRules::sendsItsSecretByBasic, 345)
                        .brokenBy(SECRET_IN_FORM, NO_CLIENT_PROOF, TOKEN_CLIENT_ID_BESIDE_PROOF),
                Rule.of("a confidential app leaves its client id out", TokenRules::confidentialAppDoesNotNameItself, 72)
                        .brokenBy(TOKEN_CLIENT_ID_BESIDE_PROOF),
                Rule.of("a confidential app proves who it is", TokenRules::confidentialAppProvesItself, 64)
                        .brokenBy(NO_CLIENT_PROOF, ASSERTION_SIGNED_BY_ANOTHER));
    }

    private static void postsAForm(Trial trial) {
        var request = trial.tokenRequest(trial.publicApp());
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.header("content-type")).hasValue("application/x-www-form-urlencoded");
        assertThat(request.inUrl()).isEmpty();
        assertThat(request.inForm()).contains("grant_type", "code", "redirect_uri", "code_verifier");
    }

    private static void namesTheGrant(Trial trial) {
        assertThat(trial.tokenRequest(trial.publicApp()).value("grant_type")).hasValue("authorization_code");
    }

    private static void bringsTheCode(Trial trial) {
        var request = trial.tokenRequest(trial.publicApp());
        assertThat(request.value("code")).hasValue(Received.fingerprint(trial.code()));
    }

    private static void repeatsTheRedirect(Trial trial) {
        var request = trial.tokenRequest(trial.publicApp());
        assertThat(request.value("redirect_uri"))
                .isPresent()
                .isEqualTo(trial.last("/auth/authorize").value("redirect_uri"));
    }

    private static void bringsTheVerifier(Trial trial) {
        var request = trial.tokenRequest(trial.publicApp());
        assertThat(request.value("code_verifier"))
                .isPresent()
                .isEqualTo(trial.last("/auth/authorize").value("code_challenge"));
    }

    private static void publicAppNamesItself(Trial trial) {
        assertThat(trial.tokenRequest(trial.publicApp()).value("client_id")).hasValue("prodrome-public");
    }

    private static void publicAppProvesNothing(Trial trial) {
        var request = trial.tokenRequest(trial.publicApp());
        assertThat(request.authorization()).isEmpty();
        assertThat(request.inForm()).doesNotContain("client_secret", "client_assertion");
    }

    private static void sendsItsSecretByBasic(Trial trial) {
        var app = trial.app("prodrome-symmetric", new ClientAuthentication.ClientSecret(SECRET), Trial.SCOPES);
        var request = trial.tokenRequest(app);
        assertThat(request.authorization())
                .hasValue(new Received.Authorization("Basic", "prodrome-symmetric", Received.fingerprint(SECRET)));
        assertThat(request.inForm()).doesNotContain("client_id", "client_secret");
    }

    private static void confidentialAppDoesNotNameItself(Trial trial) {
        assertThat(trial.tokenRequest(trial.keyedApp()).inForm()).doesNotContain("client_id");
    }

    private static void confidentialAppProvesItself(Trial trial) {
        assertThat(trial.launch(trial.keyedApp()).requirePatient()).isEqualTo(trial.patient());
        assertThat(trial.last("/auth/token").assertion()).isPresent();
    }
}
