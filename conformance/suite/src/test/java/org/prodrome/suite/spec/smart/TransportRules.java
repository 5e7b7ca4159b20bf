package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.prodrome.launcher.LaunchException;
import org.prodrome.sandbox.fault.Fault;

/** Nothing secret goes to a server without TLS, even one whose host is trusted (app-launch#app-protection). */
final class TransportRules {

    private static final String HOST = "ehr.example";
    private static final Fault INSECURE_TOKEN_ENDPOINT =
            new Fault.OtherEndpoint("token_endpoint", "http://" + HOST + "/token");
    private static final Fault INSECURE_AUTHORIZATION_ENDPOINT =
            new Fault.OtherEndpoint("authorization_endpoint", "http://" + HOST + "/authorize");

    private TransportRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("sends no code to a token endpoint without TLS", TransportRules::noLaunch, 1, 318)
                        .under(INSECURE_TOKEN_ENDPOINT)
                        .failsWithout(),
                Rule.of("sends no browser to an authorization endpoint without TLS", TransportRules::noLaunch, 1)
                        .under(INSECURE_AUTHORIZATION_ENDPOINT)
                        .failsWithout(),
                Rule.of("a backend service asks no token endpoint without TLS", TransportRules::noBackend, 230, 318)
                        .under(INSECURE_TOKEN_ENDPOINT)
                        .failsWithout());
    }

    private static void noLaunch(Trial trial) {
        refusesForLackOfTls(() -> trial.launch(trial.publicApp().trustingHosts(HOST)), trial);
    }

    private static void noBackend(Trial trial) {
        refusesForLackOfTls(() -> trial.backend(trial.backendService().trustingHosts(HOST)), trial);
    }

    private static void refusesForLackOfTls(ThrowingCallable step, Trial trial) {
        assertThatExceptionOfType(LaunchException.Discovery.class)
                .isThrownBy(step)
                .withMessageContaining("over TLS");
        assertThat(trial.paths()).doesNotContain("/auth/token");
    }
}
