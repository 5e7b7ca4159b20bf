package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.reasoning.finding.RuleResult;

/** The published PlanDefinition of every rule, applied by the reference implementation, fires exactly when our direct path does. */
class ApplyAgreementTest {
    private static final RuleEngine ENGINE = new RuleEngine(TestPacks.shipped());
    private static final ApplyPeer.Compiled COMPILED = new ApplyPeer.Compiled();

    /** Cases in which every order counts and all was read: {@code $apply} knows of neither. */
    static Stream<Arguments> cases() {
        return ENGINE.pack().rules().stream()
                .flatMap(rule -> ENGINE.pack().goldenCases(rule).stream()
                        .filter(golden -> RuleFolder.REQUIRED_GOLDEN.stream()
                                .anyMatch(name -> golden.file().endsWith("/" + name + ".json")))
                        .filter(golden -> golden.input().drafts().stream().allMatch(draft -> draft.selected()))
                        .filter(golden -> golden.input().gaps().isEmpty())
                        .filter(golden -> Prepared.from(golden.input())
                                .unknownMedications()
                                .isEmpty())
                        .map(golden -> Arguments.of(
                                rule, Named.of(rule.definition().version().id() + ": " + golden.title(), golden))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("cases")
    void planFiresWhenTheRuleFires(Rule rule, GoldenCase golden) {
        String id = rule.definition().version().id();
        boolean fired = ENGINE
                .evaluate(golden.input(), golden.hook(), r -> r.version().id().equals(id))
                .stream()
                .anyMatch(RuleResult.Fired.class::isInstance);
        assertThat(new ApplyPeer(ENGINE.pack(), golden.input(), COMPILED).fires(id))
                .isEqualTo(fired);
    }
}
