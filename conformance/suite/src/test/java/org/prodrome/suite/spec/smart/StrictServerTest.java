package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.LaunchException;
import org.prodrome.sandbox.fault.ClientBreach;
import org.prodrome.sandbox.fault.Fault;

/** The EHR that proves our client is strict itself: with one thing wrong it refuses, by the error that OAuth has for it. */
class StrictServerTest {

    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";
    private static final String REQUEST = "invalid_request";
    private static final String CLIENT = "invalid_client";
    private static final String GRANT = "invalid_grant";
    private static final String SCOPE = "invalid_scope";
    private static final Set<ClientBreach> OTHER_ASSERTION_BREACHES =
            Set.of(ClientBreach.NO_ASSERTION_TYPE, ClientBreach.OTHER_ASSERTION_TYPE, ClientBreach.NO_CLIENT_PROOF);

    @SuppressWarnings("NullAway.Init") // opened before all tests
    private static Trial trial;

    @BeforeAll
    static void open() throws IOException {
        trial = new Trial();
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    static Stream<Arguments> authorizationErrors() {
        return Stream.of(
                arguments(ClientBreach.NO_RESPONSE_TYPE, REQUEST),
                arguments(ClientBreach.RESPONSE_TYPE_TOKEN, "unsupported_response_type"),
                arguments(ClientBreach.NO_STATE, REQUEST),
                arguments(ClientBreach.SHORT_STATE, REQUEST),
                arguments(ClientBreach.NO_AUD, REQUEST),
                arguments(ClientBreach.OTHER_AUD, REQUEST),
                arguments(ClientBreach.NO_CODE_CHALLENGE, REQUEST),
                arguments(ClientBreach.NO_CODE_CHALLENGE_METHOD, REQUEST),
                arguments(ClientBreach.PLAIN_CODE_CHALLENGE, REQUEST),
                arguments(ClientBreach.NO_LAUNCH, REQUEST),
                arguments(ClientBreach.OTHER_LAUNCH, REQUEST),
                arguments(ClientBreach.NO_SCOPE, REQUEST),
                arguments(ClientBreach.NO_LAUNCH_SCOPE, SCOPE),
                arguments(ClientBreach.SCOPE_LETTERS_REVERSED, SCOPE));
    }

    @ParameterizedTest
    @MethodSource("authorizationErrors")
    @Requirement({SMART + 15, SMART + 54})
    void saysInTheRedirectWhyItRefuses(ClientBreach breach, String error) {
        trial.beginWith(List.of(new Fault.Breached(breach)));
        trial.authorization(trial.publicApp());

        assertThat(trial.redirected()).doesNotContainKey("code");
        assertThat(trial.redirected().get("error")).containsExactly(error);
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_CLIENT_ID", "OTHER_CLIENT_ID", "NO_REDIRECT_URI", "OTHER_REDIRECT_URI"})
    void sendsTheBrowserNowhereBeforeItKnowsTheApp(ClientBreach breach) {
        trial.beginWith(List.of(new Fault.Breached(breach)));
        trial.authorization(trial.publicApp());

        assertThat(trial.wasRedirected()).isFalse();
    }

    static Stream<Arguments> tokenErrors() {
        return Stream.of(
                arguments(ClientBreach.NO_GRANT_TYPE, REQUEST),
                arguments(ClientBreach.OTHER_GRANT_TYPE, "unsupported_grant_type"),
                arguments(ClientBreach.NO_CODE, REQUEST),
                arguments(ClientBreach.OTHER_CODE, GRANT),
                arguments(ClientBreach.NO_TOKEN_REDIRECT_URI, REQUEST),
                arguments(ClientBreach.OTHER_TOKEN_REDIRECT_URI, GRANT),
                arguments(ClientBreach.NO_CODE_VERIFIER, REQUEST),
                arguments(ClientBreach.OTHER_CODE_VERIFIER, GRANT),
                arguments(ClientBreach.TOKEN_PARAMETERS_IN_URL, REQUEST),
                arguments(ClientBreach.NO_TOKEN_CLIENT_ID, CLIENT),
                arguments(ClientBreach.SECRET_BY_PUBLIC_CLIENT, CLIENT));
    }

    @ParameterizedTest
    @MethodSource("tokenErrors")
    @Requirement({SMART + 31, SMART + 73})
    void refusesACodeExchange(ClientBreach breach, String error) {
        trial.beginWith(List.of(new Fault.Breached(breach)));
        trial.tokenRequest(trial.publicApp());

        assertThat(refusedWith()).isEqualTo(error);
    }

    static Stream<ClientBreach> spoiltProofs() {
        return Stream.of(ClientBreach.values())
                .filter(breach -> breach.name().startsWith("ASSERTION_")
                        || breach.name().matches("(RSA_|EC_)?KEYS?_(SET_(N|W)|WITHOUT).*")
                        || OTHER_ASSERTION_BREACHES.contains(breach))
                .filter(breach -> !breach.name().startsWith("RSA_")); // this EHR prefers the EC key
    }

    @ParameterizedTest
    @MethodSource("spoiltProofs")
    @Requirement({SMART + 335, SMART + 337, SMART + 340})
    void refusesAClientWhoseProofIsSpoilt(ClientBreach breach) {
        trial.beginWith(List.of(new Fault.Breached(breach)));
        trial.tokenRequest(trial.keyedApp());

        assertThat(refusedWith()).isEqualTo(CLIENT);
    }

    static Stream<Arguments> refreshErrors() {
        return Stream.of(
                arguments(ClientBreach.NO_REFRESH_GRANT_TYPE, REQUEST),
                arguments(ClientBreach.OTHER_REFRESH_GRANT_TYPE, "unsupported_grant_type"),
                arguments(ClientBreach.NO_REFRESH_TOKEN, REQUEST),
                arguments(ClientBreach.OTHER_REFRESH_TOKEN, GRANT),
                arguments(ClientBreach.WIDER_SCOPE_AT_REFRESH, SCOPE));
    }

    @ParameterizedTest
    @MethodSource("refreshErrors")
    void refusesARefresh(ClientBreach breach, String error) {
        trial.beginWith(List.of(new Fault.Breached(breach)));
        trial.refreshRequest(trial.publicApp());

        assertThat(refusedWith()).isEqualTo(error);
    }

    static Stream<Arguments> backendErrors() {
        return Stream.of(
                arguments(ClientBreach.NO_GRANT_TYPE, REQUEST),
                arguments(ClientBreach.OTHER_GRANT_TYPE, "unsupported_grant_type"),
                arguments(ClientBreach.NO_TOKEN_SCOPE, REQUEST),
                arguments(ClientBreach.SCOPE_LETTERS_REVERSED, SCOPE),
                arguments(ClientBreach.NO_CLIENT_PROOF, CLIENT),
                arguments(ClientBreach.ASSERTION_SIGNED_BY_ANOTHER, CLIENT),
                arguments(ClientBreach.ASSERTION_OTHER_ISS, CLIENT));
    }

    @ParameterizedTest
    @MethodSource("backendErrors")
    @Requirement({SMART + 249, SMART + 251})
    void refusesABackendService(ClientBreach breach, String error) {
        trial.beginWith(List.of(new Fault.Breached(breach)));
        trial.backendRequest();

        assertThat(refusedWith()).isEqualTo(error);
    }

    private static String refusedWith() {
        return trial.refusal()
                .flatMap(LaunchException::oauthError)
                .map(LaunchException.OAuthError::code)
                .orElse("nothing");
    }
}
