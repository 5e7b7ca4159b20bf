package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every golden case of every rule that ships. */
class GoldenRulesTest {
    private static final RuleEngine ENGINE = new RuleEngine(TestPacks.shipped());

    static Stream<Arguments> cases() {
        return ENGINE.pack().rules().stream()
                .flatMap(rule -> ENGINE.pack().goldenCases(rule).stream()
                        .map(golden -> Arguments.of(
                                rule.definition().version().id(),
                                Named.of(rule.definition().version().id() + ": " + golden.title(), golden))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("cases")
    void ruleDoesAsItsCaseExpects(String ruleId, GoldenCase golden) {
        assertThat(new GoldenRun(ENGINE).differences(ruleId, golden)).isEmpty();
    }
}
