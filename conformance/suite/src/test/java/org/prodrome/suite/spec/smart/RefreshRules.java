package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.sandbox.fault.ClientBreach.NO_REFRESH_GRANT_TYPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_REFRESH_TOKEN;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_REFRESH_GRANT_TYPE;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_REFRESH_TOKEN;
import static org.prodrome.sandbox.fault.ClientBreach.WIDER_SCOPE_AT_REFRESH;

import java.util.List;
import org.prodrome.launcher.Scopes;

/** How access is renewed (app-launch#request-7). */
final class RefreshRules {

    private RefreshRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("says that it brings a refresh token", RefreshRules::namesTheGrant, 105)
                        .brokenBy(NO_REFRESH_GRANT_TYPE, OTHER_REFRESH_GRANT_TYPE),
                Rule.of("brings the refresh token that it got", RefreshRules::bringsTheToken, 106)
                        .brokenBy(NO_REFRESH_TOKEN, OTHER_REFRESH_TOKEN),
                Rule.of("asks for no more than was granted", RefreshRules::asksForNoMore, 108)
                        .brokenBy(WIDER_SCOPE_AT_REFRESH));
    }

    private static void namesTheGrant(Trial trial) {
        assertThat(trial.refreshRequest(trial.keyedApp()).value("grant_type")).hasValue("refresh_token");
    }

    /** Twice, since the second time takes the token that the first one brought. */
    private static void bringsTheToken(Trial trial) {
        var access = trial.launch(trial.keyedApp()).access();
        var first = access.authorizationFor(trial.patientUri());
        var second = access.authorizationAfter401(trial.patientUri(), first);
        var third = access.authorizationAfter401(trial.patientUri(), second);
        assertThat(third).isNotEqualTo(second).isNotEqualTo(first);
        assertThat(trial.last("/auth/token").inForm()).contains("refresh_token");
    }

    private static void asksForNoMore(Trial trial) {
        var asked = Scopes.parse(
                trial.refreshRequest(trial.publicApp()).value("scope").orElse(""));
        assertThat(asked.notCoveredBy(Scopes.parse(Trial.SCOPES)).all()).isEmpty();
    }
}
