package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.prodrome.sandbox.fault.ClientBreach.DISCOVERY_ACCEPTS_XML_ONLY;
import static org.prodrome.sandbox.fault.ClientBreach.DISCOVERY_BY_POST;
import static org.prodrome.sandbox.fault.ClientBreach.DISCOVERY_ELSEWHERE;
import static org.prodrome.sandbox.fault.ClientBreach.TOKEN_ELSEWHERE;
import static org.prodrome.sandbox.fault.SmartDefect.DISCOVERY_NOT_JSON;
import static org.prodrome.sandbox.fault.SmartDefect.NO_AUTHORIZATION_ENDPOINT;
import static org.prodrome.sandbox.fault.SmartDefect.NO_PKCE_IN_DISCOVERY;
import static org.prodrome.sandbox.fault.SmartDefect.NO_TOKEN_ENDPOINT;
import static org.prodrome.sandbox.fault.SmartDefect.PLAIN_PKCE_ONLY;
import static org.prodrome.sandbox.fault.SmartDefect.RELATIVE_ENDPOINTS;

import java.net.URI;
import java.util.List;
import org.prodrome.launcher.LaunchException;

/** How the client finds the endpoints (app-launch#retrieve-well-knownsmart-configuration). */
final class DiscoveryRules {

    private static final String DOCUMENT = "/fhir/.well-known/smart-configuration";

    private DiscoveryRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("reads the configuration under the FHIR base", DiscoveryRules::readsTheWellKnownDocument, 29)
                        .brokenBy(DISCOVERY_ELSEWHERE, DISCOVERY_BY_POST),
                Rule.of("accepts JSON as the configuration", DiscoveryRules::acceptsJson, 29)
                        .brokenBy(DISCOVERY_ACCEPTS_XML_ONLY),
                Rule.of(
                                "a backend service reads the configuration for the token endpoint",
                                DiscoveryRules::backendReadsTheDocument,
                                226)
                        .brokenBy(DISCOVERY_ELSEWHERE, DISCOVERY_BY_POST),
                Rule.of("a backend service accepts JSON as the configuration", DiscoveryRules::backendAcceptsJson, 227)
                        .brokenBy(DISCOVERY_ACCEPTS_XML_ONLY),
                Rule.of("goes to the endpoints that relative URLs mean", DiscoveryRules::resolvesRelativeEndpoints, 379)
                        .under(RELATIVE_ENDPOINTS)
                        .brokenBy(TOKEN_ELSEWHERE)
                        .failsWithout(),
                Rule.of("refuses a server without a token endpoint", DiscoveryRules::refusesTheDocument, 29)
                        .under(NO_TOKEN_ENDPOINT)
                        .failsWithout(),
                Rule.of("refuses a server without an authorization endpoint", DiscoveryRules::refusesTheDocument, 29)
                        .under(NO_AUTHORIZATION_ENDPOINT)
                        .failsWithout(),
                Rule.of("refuses a configuration that is no JSON", DiscoveryRules::refusesTheDocument, 29)
                        .under(DISCOVERY_NOT_JSON)
                        .failsWithout(),
                Rule.of("refuses a server whose only PKCE method is plain", DiscoveryRules::refusesTheDocument, 13, 45)
                        .under(PLAIN_PKCE_ONLY)
                        .failsWithout(),
                Rule.of("refuses a server that says nothing of PKCE", DiscoveryRules::refusesTheDocument, 13)
                        .under(NO_PKCE_IN_DISCOVERY)
                        .failsWithout());
    }

    private static void readsTheWellKnownDocument(Trial trial) {
        trial.tolerating(() -> trial.begin(trial.publicApp()));
        assertThat(trial.last(DOCUMENT).method()).isEqualTo("GET");
    }

    private static void acceptsJson(Trial trial) {
        trial.begin(trial.publicApp());
        assertThat(trial.last(DOCUMENT).header("accept")).hasValue("application/json");
    }

    private static void backendReadsTheDocument(Trial trial) {
        trial.tolerating(trial::backend);
        assertThat(trial.paths()).startsWith(DOCUMENT).contains("/auth/token");
        assertThat(trial.last(DOCUMENT).method()).isEqualTo("GET");
    }

    private static void backendAcceptsJson(Trial trial) {
        trial.backend();
        assertThat(trial.last(DOCUMENT).header("accept")).hasValue("application/json");
    }

    private static void resolvesRelativeEndpoints(Trial trial) {
        assertThat(trial.text(URI.create(trial.origin() + DOCUMENT))).contains("\"token_endpoint\":\"/auth/token\"");
        assertThat(trial.launch(trial.publicApp()).requirePatient()).isEqualTo(trial.patient());
    }

    private static void refusesTheDocument(Trial trial) {
        assertThatExceptionOfType(LaunchException.Discovery.class).isThrownBy(() -> trial.begin(trial.publicApp()));
    }
}
