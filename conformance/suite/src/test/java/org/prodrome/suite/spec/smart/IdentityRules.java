package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.prodrome.sandbox.fault.ClientBreach.KEY_SET_ELSEWHERE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_FHIR_AUTHORIZATION;
import static org.prodrome.sandbox.fault.ClientBreach.NO_FHIR_USER_SCOPE;
import static org.prodrome.sandbox.fault.ClientBreach.OPENID_CONFIGURATION_ELSEWHERE;
import static org.prodrome.sandbox.fault.SmartDefect.BAD_SIGNATURE;
import static org.prodrome.sandbox.fault.SmartDefect.EXPIRED_ID_TOKEN;
import static org.prodrome.sandbox.fault.SmartDefect.MISSING_ID_TOKEN;
import static org.prodrome.sandbox.fault.SmartDefect.MISSING_NONCE;
import static org.prodrome.sandbox.fault.SmartDefect.MISSING_STATE;
import static org.prodrome.sandbox.fault.SmartDefect.SWAPPED_STATE;
import static org.prodrome.sandbox.fault.SmartDefect.UNSIGNED_ID_TOKEN;
import static org.prodrome.sandbox.fault.SmartDefect.WRONG_AUDIENCE;
import static org.prodrome.sandbox.fault.SmartDefect.WRONG_ISSUER;
import static org.prodrome.sandbox.fault.SmartDefect.WRONG_NONCE;

import java.util.List;
import org.prodrome.launcher.LaunchException;

/** What comes back is not believed before it is checked (app-launch#response-4, OpenID Connect Core 3.1.3.7). */
final class IdentityRules {

    private IdentityRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("refuses a redirect with another state", IdentityRules::refusesTheRedirect, 4, 39, 60)
                        .under(SWAPPED_STATE)
                        .failsWithout(),
                Rule.of("refuses a redirect without a state", IdentityRules::refusesTheRedirect, 4, 60)
                        .under(MISSING_STATE)
                        .failsWithout(),
                Rule.of("refuses an id_token by another key", IdentityRules::refusesTheIdentity, 201, 218)
                        .under(BAD_SIGNATURE)
                        .failsWithout(),
                Rule.of("refuses an unsigned id_token", IdentityRules::refusesTheIdentity, 201, 218)
                        .under(UNSIGNED_ID_TOKEN)
                        .failsWithout(),
                Rule.of("refuses an id_token of another issuer", IdentityRules::refusesTheIdentity, 201, 218)
                        .under(WRONG_ISSUER)
                        .failsWithout(),
                Rule.of("refuses an id_token for another client", IdentityRules::refusesTheIdentity, 201)
                        .under(WRONG_AUDIENCE)
                        .failsWithout(),
                Rule.of("refuses an id_token with another nonce", IdentityRules::refusesTheIdentity, 201)
                        .under(WRONG_NONCE)
                        .failsWithout(),
                Rule.of("refuses an id_token without the nonce", IdentityRules::refusesTheIdentity, 201)
                        .under(MISSING_NONCE)
                        .failsWithout(),
                Rule.of("refuses an id_token that has expired", IdentityRules::refusesTheIdentity, 201)
                        .under(EXPIRED_ID_TOKEN)
                        .failsWithout(),
                Rule.of("refuses a launch that lacks the id_token asked for", IdentityRules::refusesTheIdentity, 47)
                        .under(MISSING_ID_TOKEN)
                        .failsWithout(),
                Rule.of("finds the keys by the issuer's own configuration", IdentityRules::findsTheKeys, 218)
                        .brokenBy(OPENID_CONFIGURATION_ELSEWHERE, KEY_SET_ELSEWHERE),
                Rule.of("reads the user at the URL in fhirUser", IdentityRules::readsTheUser, 202)
                        .brokenBy(NO_FHIR_USER_SCOPE, NO_FHIR_AUTHORIZATION));
    }

    private static void refusesTheRedirect(Trial trial) {
        assertThatExceptionOfType(LaunchException.Redirect.class).isThrownBy(() -> trial.launch(trial.publicApp()));
        assertThat(trial.paths()).doesNotContain("/auth/token");
    }

    private static void refusesTheIdentity(Trial trial) {
        assertThatExceptionOfType(LaunchException.Identity.class).isThrownBy(() -> trial.launch(trial.publicApp()));
    }

    private static void findsTheKeys(Trial trial) {
        trial.tolerating(() -> trial.launch(trial.publicApp()));
        assertThat(trial.last("/fhir/.well-known/openid-configuration").method())
                .isEqualTo("GET");
        assertThat(trial.last("/auth/jwks").method()).isEqualTo("GET");
    }

    private static void readsTheUser(Trial trial) {
        var context = trial.launch(trial.publicApp("launch openid fhirUser user/Practitioner.r"));
        var user = context.fhirUser().orElseThrow(() -> new AssertionError("expected fhirUser, got none"));
        assertThat(trial.read(context.access(), user)).isEqualTo(200);
    }
}
