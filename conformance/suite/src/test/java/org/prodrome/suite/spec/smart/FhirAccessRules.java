package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.sandbox.fault.ClientBreach.FHIR_AUTHORIZATION_BASIC;
import static org.prodrome.sandbox.fault.ClientBreach.FHIR_TOKEN_IN_URL;
import static org.prodrome.sandbox.fault.ClientBreach.INTROSPECTION_BY_PUT;
import static org.prodrome.sandbox.fault.ClientBreach.INTROSPECTION_WITHOUT_TOKEN;
import static org.prodrome.sandbox.fault.ClientBreach.NO_FHIR_AUTHORIZATION;

import java.util.List;

/** What is done with the token (app-launch#request-6, token-introspection). */
final class FhirAccessRules {

    private FhirAccessRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("presents its token as a bearer", FhirAccessRules::readsWithItsToken, 93)
                        .brokenBy(NO_FHIR_AUTHORIZATION, FHIR_AUTHORIZATION_BASIC, FHIR_TOKEN_IN_URL),
                Rule.of("asks about a token by a posted form", FhirAccessRules::introspects, 270)
                        .brokenBy(INTROSPECTION_BY_PUT, INTROSPECTION_WITHOUT_TOKEN));
    }

    private static void readsWithItsToken(Trial trial) {
        var access = trial.launch(trial.publicApp()).access();
        assertThat(trial.read(access, trial.patientUri())).isEqualTo(200);
        assertThat(trial.last(trial.patientUri().getPath()).authorization())
                .hasValueSatisfying(header -> assertThat(header.scheme()).isEqualTo("Bearer"));
    }

    private static void introspects(Trial trial) {
        var begun = trial.begin(trial.keyedApp());
        var context = begun.launcher()
                .complete(trial.visit(begun.request()), begun.request().browserBinding());
        var token = context.access().authorizationFor(trial.patientUri()).substring("Bearer ".length());
        assertThat(begun.launcher().introspect(trial.fhirBase(), token).active())
                .isTrue();
        assertThat(trial.last("/auth/introspect").inForm()).contains("token");
    }
}
