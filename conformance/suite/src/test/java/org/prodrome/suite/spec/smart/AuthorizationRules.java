package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.sandbox.fault.ClientBreach.AUTHORIZE_BY_PUT;
import static org.prodrome.sandbox.fault.ClientBreach.AUTHORIZE_FORM_AS_JSON;
import static org.prodrome.sandbox.fault.ClientBreach.AUTHORIZE_QUERY_NOT_ENCODED;
import static org.prodrome.sandbox.fault.ClientBreach.CONSTANT_STATE;
import static org.prodrome.sandbox.fault.ClientBreach.LAUNCH_WHEN_STANDALONE;
import static org.prodrome.sandbox.fault.ClientBreach.MAX_AGE_SENT;
import static org.prodrome.sandbox.fault.ClientBreach.NO_AUD;
import static org.prodrome.sandbox.fault.ClientBreach.NO_CLIENT_ID;
import static org.prodrome.sandbox.fault.ClientBreach.NO_CODE_CHALLENGE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_CODE_CHALLENGE_METHOD;
import static org.prodrome.sandbox.fault.ClientBreach.NO_LAUNCH;
import static org.prodrome.sandbox.fault.ClientBreach.NO_REDIRECT_URI;
import static org.prodrome.sandbox.fault.ClientBreach.NO_RESPONSE_TYPE;
import static org.prodrome.sandbox.fault.ClientBreach.NO_STATE;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_AUD;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_CLIENT_ID;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_LAUNCH;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_REDIRECT_URI;
import static org.prodrome.sandbox.fault.ClientBreach.PLAIN_CODE_CHALLENGE;
import static org.prodrome.sandbox.fault.ClientBreach.RESPONSE_TYPE_TOKEN;
import static org.prodrome.sandbox.fault.ClientBreach.SHORT_STATE;

import java.util.List;
import org.prodrome.sandbox.fault.Received;

/** What the authorization request carries, and how (app-launch#request-4). */
final class AuthorizationRules {

    /** 122 random bits in base64url. */
    private static final int STATE_LENGTH = 21;

    private AuthorizationRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("asks for a code", AuthorizationRules::asksForACode, 32)
                        .brokenBy(NO_RESPONSE_TYPE, RESPONSE_TYPE_TOKEN),
                Rule.of("names itself by the id it was registered with", AuthorizationRules::namesItself, 33)
                        .brokenBy(NO_CLIENT_ID, OTHER_CLIENT_ID),
                Rule.of("names its registered redirect URI", AuthorizationRules::namesItsRedirect, 34)
                        .brokenBy(NO_REDIRECT_URI, OTHER_REDIRECT_URI),
                Rule.of("echoes the EHR's launch value", AuthorizationRules::echoesTheLaunch, 35, 161)
                        .brokenBy(NO_LAUNCH, OTHER_LAUNCH),
                Rule.of("sends no launch value when standalone", AuthorizationRules::omitsTheLaunch, 36)
                        .brokenBy(LAUNCH_WHEN_STANDALONE),
                Rule.of("sends a state each time", AuthorizationRules::sendsAState, 3, 39)
                        .brokenBy(NO_STATE),
                Rule.of("sends a state nobody can guess", AuthorizationRules::stateIsUnguessable, 2, 40)
                        .brokenBy(CONSTANT_STATE, SHORT_STATE),
                Rule.of("says which FHIR server it wants to read", AuthorizationRules::namesTheFhirBase, 41)
                        .brokenBy(NO_AUD, OTHER_AUD),
                Rule.of("sends a PKCE challenge", AuthorizationRules::sendsAChallenge, 13, 44)
                        .brokenBy(NO_CODE_CHALLENGE),
                Rule.of("sends the S256 method", AuthorizationRules::sendsTheMethod, 13, 45)
                        .brokenBy(NO_CODE_CHALLENGE_METHOD, PLAIN_CODE_CHALLENGE),
                Rule.of("uses GET or POST", AuthorizationRules::usesGetOrPost, 50)
                        .brokenBy(AUTHORIZE_BY_PUT),
                Rule.of("puts the parameters into the query of a GET", AuthorizationRules::getCarriesAQuery, 51)
                        .brokenBy(AUTHORIZE_QUERY_NOT_ENCODED),
                Rule.of("puts the parameters into the form of a POST", AuthorizationRules::postCarriesAForm, 52)
                        .brokenBy(AUTHORIZE_FORM_AS_JSON),
                Rule.of("sends no max_age", AuthorizationRules::sendsNoMaxAge, 211)
                        .brokenBy(MAX_AGE_SENT));
    }

    private static void asksForACode(Trial trial) {
        assertThat(trial.authorization(trial.publicApp()).value("response_type"))
                .hasValue("code");
    }

    private static void namesItself(Trial trial) {
        assertThat(trial.authorization(trial.publicApp()).value("client_id")).hasValue("prodrome-public");
    }

    private static void namesItsRedirect(Trial trial) {
        assertThat(trial.authorization(trial.publicApp()).value("redirect_uri"))
                .hasValue(trial.callback().toString());
    }

    private static void echoesTheLaunch(Trial trial) {
        var begun = trial.begin(trial.publicApp());
        trial.visit(begun.request());
        assertThat(trial.last("/auth/authorize").value("launch")).hasValue(Received.fingerprint(begun.launch()));
    }

    private static void omitsTheLaunch(Trial trial) {
        assertThat(trial.standaloneAuthorization(trial.publicApp()).value("launch"))
                .isEmpty();
    }

    private static void sendsAState(Trial trial) {
        assertThat(trial.authorization(trial.publicApp()).value("state")).isPresent();
        assertThat(trial.standaloneAuthorization(trial.publicApp()).value("state"))
                .isPresent();
    }

    private static void stateIsUnguessable(Trial trial) {
        var one = trial.authorization(trial.publicApp());
        var another = trial.authorization(trial.publicApp());
        assertThat(one.value("state")).isPresent().isNotEqualTo(another.value("state"));
        assertThat(one.lengths().get("state")).isGreaterThanOrEqualTo(STATE_LENGTH);
    }

    private static void namesTheFhirBase(Trial trial) {
        assertThat(trial.authorization(trial.publicApp()).value("aud"))
                .hasValue(trial.fhirBase().toString());
    }

    private static void sendsAChallenge(Trial trial) {
        assertThat(trial.authorization(trial.publicApp()).value("code_challenge"))
                .hasValueSatisfying(challenge -> assertThat(challenge).matches("[A-Za-z0-9_-]{43}"));
    }

    private static void sendsTheMethod(Trial trial) {
        assertThat(trial.authorization(trial.publicApp()).value("code_challenge_method"))
                .hasValue("S256");
    }

    private static void usesGetOrPost(Trial trial) {
        assertThat(trial.authorization(trial.publicApp()).method()).isEqualTo("GET");
        assertThat(trial.postedAuthorization(trial.publicApp()).method()).isEqualTo("POST");
    }

    private static void getCarriesAQuery(Trial trial) {
        var request = trial.authorization(trial.publicApp());
        assertThat(request.inUrl()).contains("response_type", "client_id", "redirect_uri", "scope", "state", "aud");
        assertThat(request.inForm()).isEmpty();
    }

    private static void postCarriesAForm(Trial trial) {
        var request = trial.postedAuthorization(trial.publicApp());
        assertThat(request.header("content-type")).hasValue("application/x-www-form-urlencoded");
        assertThat(request.inForm()).contains("response_type", "client_id", "redirect_uri", "scope", "state", "aud");
    }

    private static void sendsNoMaxAge(Trial trial) {
        assertThat(trial.authorization(trial.publicApp()).values()).doesNotContainKey("max_age");
    }
}
