package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_IS_NO_JWS;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_NO_JTI;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_SAME_JTI;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_SIGNED_BY_ANOTHER;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_UNSIGNED;
import static org.prodrome.sandbox.fault.ClientBreach.FHIR_AUTHORIZATION_BASIC;
import static org.prodrome.sandbox.fault.ClientBreach.FHIR_TOKEN_IN_URL;
import static org.prodrome.sandbox.fault.ClientBreach.NO_ASSERTION;
import static org.prodrome.sandbox.fault.ClientBreach.NO_ASSERTION_TYPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_CLIENT_PROOF;
import static org.prodrome.sandbox.fault.ClientBreach.NO_FHIR_AUTHORIZATION;
import static org.prodrome.sandbox.fault.ClientBreach.NO_GRANT_TYPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_TOKEN_SCOPE;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_ASSERTION_TYPE;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_GRANT_TYPE;
import static org.prodrome.sandbox.fault.ClientBreach.SCOPE_LETTERS_REVERSED;
import static org.prodrome.sandbox.fault.ClientBreach.TOKEN_BY_PUT;
import static org.prodrome.sandbox.fault.ClientBreach.TOKEN_FORM_AS_JSON;
import static org.prodrome.sandbox.fault.ClientBreach.TOKEN_PARAMETERS_IN_URL;

import java.util.List;

/** How a service gets a token in its own name (backend-services). */
final class BackendRules {

    private BackendRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("a backend service proves who it is", BackendRules::provesItself, 229)
                        .brokenBy(NO_CLIENT_PROOF),
                Rule.of("a backend service makes a new JWT for each request", BackendRules::makesANewJwt, 233)
                        .brokenBy(ASSERTION_SAME_JTI, ASSERTION_NO_JTI),
                Rule.of("a backend service posts a form", BackendRules::postsAForm, 234)
                        .brokenBy(TOKEN_BY_PUT, TOKEN_FORM_AS_JSON, TOKEN_PARAMETERS_IN_URL),
                Rule.of("a backend service names the scopes it wants", BackendRules::namesItsScopes, 235)
                        .brokenBy(NO_TOKEN_SCOPE, SCOPE_LETTERS_REVERSED),
                Rule.of("a backend service asks with its credentials", BackendRules::namesTheGrant, 236)
                        .brokenBy(NO_GRANT_TYPE, OTHER_GRANT_TYPE),
                Rule.of("a backend service says what kind of proof it sends", BackendRules::namesTheKindOfProof, 237)
                        .brokenBy(NO_ASSERTION_TYPE, OTHER_ASSERTION_TYPE),
                Rule.of("a backend service sends a signed JWT", BackendRules::sendsASignedJwt, 238)
                        .brokenBy(NO_ASSERTION, ASSERTION_IS_NO_JWS, ASSERTION_UNSIGNED, ASSERTION_SIGNED_BY_ANOTHER),
                Rule.of("a backend service presents its token as a bearer", BackendRules::readsWithItsToken, 264)
                        .brokenBy(NO_FHIR_AUTHORIZATION, FHIR_AUTHORIZATION_BASIC, FHIR_TOKEN_IN_URL));
    }

    private static void provesItself(Trial trial) {
        assertThat(trial.backendRequest().assertion()).isPresent();
    }

    private static void makesANewJwt(Trial trial) {
        var one = trial.backendRequest().assertion().orElseThrow().claims().get("jti");
        var another = trial.backendRequest().assertion().orElseThrow().claims().get("jti");
        assertThat(one).isNotNull().isNotEqualTo(another);
    }

    private static void postsAForm(Trial trial) {
        var request = trial.backendRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.header("content-type")).hasValue("application/x-www-form-urlencoded");
        assertThat(request.inUrl()).isEmpty();
        assertThat(request.inForm()).contains("grant_type", "scope");
    }

    private static void namesItsScopes(Trial trial) {
        assertThat(trial.backendRequest().value("scope")).hasValue("system/Patient.rs");
    }

    private static void namesTheGrant(Trial trial) {
        assertThat(trial.backendRequest().value("grant_type")).hasValue("client_credentials");
    }

    private static void namesTheKindOfProof(Trial trial) {
        assertThat(trial.backendRequest().value("client_assertion_type"))
                .hasValue("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    }

    private static void sendsASignedJwt(Trial trial) {
        assertThat(trial.backend().scopes().toString()).isEqualTo("system/Patient.rs");
        assertThat(trial.last("/auth/token").assertion().orElseThrow().signed()).isTrue();
    }

    private static void readsWithItsToken(Trial trial) {
        assertThat(trial.read(trial.backend(), trial.patientUri())).isEqualTo(200);
        assertThat(trial.last(trial.patientUri().getPath()).authorization())
                .hasValueSatisfying(header -> assertThat(header.scheme()).isEqualTo("Bearer"));
    }
}
