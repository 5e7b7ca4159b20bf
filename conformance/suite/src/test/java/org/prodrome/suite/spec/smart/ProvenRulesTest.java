package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.conformance.ledger.Proofs;
import org.prodrome.conformance.ledger.Requirement;
import org.prodrome.launcher.LaunchException;
import org.prodrome.sandbox.fault.ClientBreach;
import org.prodrome.sandbox.fault.Fault;

/** Every rule holds, and its check fails as soon as a switch breaks the rule. */
class ProvenRulesTest {

    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";

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

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.DiscoveryRules#all")
    @Requirement({SMART + 13, SMART + 29, SMART + 45, SMART + 226, SMART + 227, SMART + 379})
    void discovery(Rule rule) {
        prove(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.AuthorizationRules#all")
    @Requirement({
        SMART + 2,
        SMART + 3,
        SMART + 13,
        SMART + 32,
        SMART + 33,
        SMART + 34,
        SMART + 35,
        SMART + 36,
        SMART + 39,
        SMART + 40,
        SMART + 41,
        SMART + 44,
        SMART + 45,
        SMART + 50,
        SMART + 51,
        SMART + 52,
        SMART + 161,
        SMART + 211
    })
    void theAuthorizationRequest(Rule rule) {
        prove(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.TransportRules#all")
    @Requirement({SMART + 1, SMART + 230, SMART + 318})
    void theTransport(Rule rule) {
        prove(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.ScopeRules#all")
    @Requirement({
        SMART + 37,
        SMART + 47,
        SMART + 120,
        SMART + 121,
        SMART + 122,
        SMART + 124,
        SMART + 125,
        SMART + 132,
        SMART + 135,
        SMART + 137,
        SMART + 141,
        SMART + 143,
        SMART + 146,
        SMART + 150,
        SMART + 151,
        SMART + 152,
        SMART + 153,
        SMART + 155,
        SMART + 156,
        SMART + 166,
        SMART + 196,
        SMART + 215,
        SMART + 216
    })
    void theScopes(Rule rule) {
        prove(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.TokenRules#all")
    @Requirement({
        SMART + 13,
        SMART + 62,
        SMART + 63,
        SMART + 64,
        SMART + 67,
        SMART + 68,
        SMART + 69,
        SMART + 70,
        SMART + 71,
        SMART + 72,
        SMART + 345
    })
    void theTokenRequest(Rule rule) {
        prove(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.AssertionRules#all")
    @Requirement({
        SMART + 307,
        SMART + 308,
        SMART + 309,
        SMART + 317,
        SMART + 319,
        SMART + 320,
        SMART + 321,
        SMART + 322,
        SMART + 323,
        SMART + 325,
        SMART + 327,
        SMART + 328,
        SMART + 329,
        SMART + 330,
        SMART + 331,
        SMART + 332,
        SMART + 333,
        SMART + 334
    })
    void theAssertion(Rule rule) {
        prove(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.KeySetRules#all")
    @Requirement({SMART + 294, SMART + 302, SMART + 313, SMART + 314, SMART + 315})
    void theKeySet(Rule rule) {
        prove(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.RefreshRules#all")
    @Requirement({SMART + 105, SMART + 106, SMART + 108})
    void theRefresh(Rule rule) {
        prove(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.BackendRules#all")
    @Requirement({SMART + 229, SMART + 233, SMART + 234, SMART + 235, SMART + 236, SMART + 237, SMART + 238, SMART + 264
    })
    void backendServices(Rule rule) {
        prove(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.IdentityRules#all")
    @Requirement({SMART + 4, SMART + 39, SMART + 47, SMART + 60, SMART + 201, SMART + 202, SMART + 218})
    void theIdentity(Rule rule) {
        prove(rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.prodrome.suite.spec.smart.FhirAccessRules#all")
    @Requirement({SMART + 93, SMART + 270})
    void fhirAccess(Rule rule) {
        prove(rule);
    }

    @Test
    void theRequirementsNamedHereAreThoseOfTheCatalogue() {
        var named = Arrays.stream(ProvenRulesTest.class.getDeclaredMethods())
                .flatMap(method -> Stream.ofNullable(method.getAnnotation(Requirement.class)))
                .flatMap(requirement -> Arrays.stream(requirement.value()))
                .collect(Collectors.toSet());
        var proven = Catalogue.all().stream()
                .flatMap(rule -> rule.requirements().stream())
                .collect(Collectors.toSet());
        assertThat(named).isEqualTo(proven);
    }

    @Test
    void everyBreachProvesARule() {
        var used = Catalogue.all().stream()
                .flatMap(rule -> rule.breaks().stream())
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        assertThat(ClientBreach.values())
                .filteredOn(breach -> !used.contains(new Fault.Breached(breach)))
                .isEmpty();
    }

    private static void prove(Rule rule) {
        trial.beginWith(rule.circumstances());
        rule.check().holds(trial);
        assertThat(trial.refusal()).as("a refusal while nothing is broken").isEmpty();

        assertThat(rule.breaks()).as("switches that break the rule").isNotEmpty();
        for (List<Fault> broken : rule.breaks()) {
            trial.beginWith(broken);
            assertThat(catchThrowable(() -> rule.check().holds(trial)))
                    .as("this check can't fail: with %s it holds just the same", rule.switchOf(broken))
                    .isInstanceOfAny(AssertionError.class, LaunchException.class);
            Proofs.record(rule.requirements(), rule.name(), rule.switchOf(broken));
        }
    }
}
