package org.prodrome.suite.spec.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.launcher.LaunchException;
import org.prodrome.sandbox.fault.Fault;

/** Every rule holds, and its check fails as soon as a switch breaks the rule. */
class ProvenRulesTest {

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

    static Stream<Rule> rules() {
        return Catalogue.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void ruleHoldsAndItsCheckCanFail(Rule rule) {
        trial.beginWith(rule.circumstances());
        rule.check().holds(trial);
        assertThat(trial.refusal()).as("a refusal while nothing is broken").isEmpty();

        assertThat(rule.breaks()).as("switches that break the rule").isNotEmpty();
        for (List<Fault> broken : rule.breaks()) {
            trial.beginWith(broken);
            assertThat(catchThrowable(() -> rule.check().holds(trial)))
                    .as("this check can't fail: with %s it holds just the same", broken)
                    .isInstanceOfAny(AssertionError.class, LaunchException.class);
        }
    }
}
