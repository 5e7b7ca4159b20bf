package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_ALG_HS256;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_EXP_IN_AN_HOUR;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_IS_NO_JWS;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_NO_EXP;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_NO_JTI;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_NO_KID;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_NO_TYP;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_OTHER_AUD;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_OTHER_ISS;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_OTHER_JKU;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_OTHER_KID;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_OTHER_SUB;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_SAME_JTI;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_SIGNED_BY_ANOTHER;
import static org.prodrome.sandbox.fault.ClientBreach.ASSERTION_UNSIGNED;
import static org.prodrome.sandbox.fault.ClientBreach.NO_ASSERTION;
import static org.prodrome.sandbox.fault.ClientBreach.NO_ASSERTION_TYPE;
import static org.prodrome.sandbox.fault.ClientBreach.OTHER_ASSERTION_TYPE;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Received.Assertion;

/** The one-time JWT by which a client proves itself (client-confidential-asymmetric#request). */
final class AssertionRules {

    private static final long FIVE_MINUTES = 300;

    private AssertionRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("sends a signed JWT as its proof", AssertionRules::sendsASignedJwt, 307, 334)
                        .brokenBy(NO_ASSERTION, ASSERTION_IS_NO_JWS, ASSERTION_UNSIGNED),
                Rule.of("signs with the key that it published", AssertionRules::signsWithItsKey, 320)
                        .brokenBy(ASSERTION_SIGNED_BY_ANOTHER, ASSERTION_UNSIGNED, ASSERTION_OTHER_KID),
                Rule.of("says what kind of proof it sends", AssertionRules::namesTheKindOfProof, 333)
                        .brokenBy(NO_ASSERTION_TYPE, OTHER_ASSERTION_TYPE),
                Rule.of("signs by ES384 for a server that takes it", header("alg", "ES384"), 309, 321)
                        .brokenBy(ASSERTION_ALG_HS256, ASSERTION_UNSIGNED),
                Rule.of("signs by RS384 for a server that takes nothing else", header("alg", "RS384"), 308, 321)
                        .under(new Fault.OneAlgorithm("RS384"))
                        .brokenBy(ASSERTION_ALG_HS256)
                        .failsWithout(),
                Rule.of("names the type JWT", header("typ", "JWT"), 323).brokenBy(ASSERTION_NO_TYP),
                Rule.of("names one key of its published set", AssertionRules::namesAPublishedKey, 322)
                        .brokenBy(ASSERTION_NO_KID, ASSERTION_OTHER_KID),
                Rule.of("names the key set URL that is registered", AssertionRules::namesTheKeySet, 325)
                        .brokenBy(ASSERTION_OTHER_JKU),
                Rule.of("is issued by the client", claim("iss", "prodrome"), 317, 327)
                        .brokenBy(ASSERTION_OTHER_ISS),
                Rule.of("is about the client", claim("sub", "prodrome"), 328).brokenBy(ASSERTION_OTHER_SUB),
                Rule.of("is meant for the token endpoint", AssertionRules::isMeantForTheTokenEndpoint, 329)
                        .brokenBy(ASSERTION_OTHER_AUD),
                Rule.of("expires at a time in whole seconds", AssertionRules::hasAnExpiry, 330)
                        .brokenBy(ASSERTION_NO_EXP),
                Rule.of("expires within five minutes", AssertionRules::expiresSoon, 331)
                        .brokenBy(ASSERTION_EXP_IN_AN_HOUR),
                Rule.of("carries an id of its own each time", AssertionRules::isUsedOnce, 319, 332)
                        .brokenBy(ASSERTION_NO_JTI, ASSERTION_SAME_JTI));
    }

    private static Assertion assertion(Trial trial) {
        return trial.tokenRequest(trial.keyedApp())
                .assertion()
                .orElseThrow(() -> new AssertionError("expected a JWT in client_assertion, got none"));
    }

    private static Rule.Check header(String name, String expected) {
        return trial -> assertThat(assertion(trial).header()).containsEntry(name, expected);
    }

    private static Rule.Check claim(String name, String expected) {
        return trial -> assertThat(assertion(trial).claims()).containsEntry(name, expected);
    }

    private static void sendsASignedJwt(Trial trial) {
        assertThat(assertion(trial).signed()).isTrue();
    }

    private static void signsWithItsKey(Trial trial) {
        assertThat(trial.launch(trial.keyedApp()).requirePatient()).isEqualTo(trial.patient());
    }

    private static void namesTheKindOfProof(Trial trial) {
        assertThat(trial.tokenRequest(trial.keyedApp()).value("client_assertion_type"))
                .hasValue("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    }

    private static void namesAPublishedKey(Trial trial) {
        var kid = assertion(trial).header().get("kid");
        assertThat(trial.publishedKeys()).containsOnlyOnce("\"kid\":\"" + kid + "\"");
    }

    private static void namesTheKeySet(Trial trial) {
        assertThat(assertion(trial).header())
                .containsEntry("jku", trial.keySet().toString());
    }

    private static void isMeantForTheTokenEndpoint(Trial trial) {
        assertThat(assertion(trial).claims()).containsEntry("aud", trial.origin() + "/auth/token");
    }

    private static void hasAnExpiry(Trial trial) {
        assertThat(assertion(trial).claims().get("exp")).isInstanceOf(Number.class);
    }

    private static void expiresSoon(Trial trial) {
        var expiry = ((Number) Objects.requireNonNull(assertion(trial).claims().get("exp"))).longValue();
        var ahead = expiry - Instant.now().getEpochSecond();
        assertThat(ahead).isPositive().isLessThanOrEqualTo(FIVE_MINUTES);
    }

    private static void isUsedOnce(Trial trial) {
        var one = assertion(trial).claims().get("jti");
        var another = assertion(trial).claims().get("jti");
        assertThat(one).isNotNull().isNotEqualTo(another);
    }
}
