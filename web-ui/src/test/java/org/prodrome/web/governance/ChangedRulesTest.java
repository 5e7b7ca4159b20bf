package org.prodrome.web.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.rule.Hook;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.TestStore;

/** Which rules were on until the pack brought another content of them. */
class ChangedRulesTest {
    private static final RulePack PACK = RulePack.load();
    private static final RuleVersion ABOUT_ORDERS =
            PACK.description("metformin-egfr").orElseThrow().version();
    private static final RuleVersion ABOUT_PATIENTS =
            PACK.description("colorectal-screening").orElseThrow().version();

    @TempDir
    Path folder;

    private ReleaseRegister releases;
    private ChangedRules changed;

    @BeforeEach
    void register() {
        releases = TestReleases.in(TestStore.fresh(), folder);
        changed = new ChangedRules(PACK, releases);
        PACK.descriptions().forEach(rule -> releases.register(Source.of(rule.version()), rule.stage()));
    }

    @Test
    void aRuleThatWasOnForEverybodyIsMissedByWhomItIsNotShownNow() {
        assertThat(changed.takenFrom(Hook.ORDER_SIGN, false)).isZero();
        before(ABOUT_ORDERS, Stage.GENERAL);

        assertThat(changed.takenFrom(Hook.ORDER_SIGN, false)).isEqualTo(1);
        assertThat(changed.takenFrom(Hook.ORDER_SIGN, true)).isZero();
    }

    @Test
    void aRuleThatOnlyAPilotWasShownIsMissedByNobody() {
        before(ABOUT_ORDERS, Stage.PILOT);

        assertThat(changed.takenFrom(Hook.ORDER_SIGN, false)).isZero();
    }

    @Test
    void aRuleIsMissedAtItsOwnHooksAlone() {
        before(ABOUT_PATIENTS, Stage.GENERAL);

        assertThat(changed.takenFrom(Hook.ORDER_SIGN, false)).isZero();
        assertThat(changed.takenFrom(Hook.PATIENT_VIEW, false)).isEqualTo(1);
    }

    @Test
    void onceSomebodyHasSetTheNewContentItIsMissedNoMore() {
        before(ABOUT_ORDERS, Stage.GENERAL);
        releases.move(Source.of(ABOUT_ORDERS), Stage.SUSPENDED, "staff");

        assertThat(changed.takenFrom(Hook.ORDER_SIGN, false)).isZero();
    }

    private void before(RuleVersion rule, Stage stage) {
        Source before = new Source(Source.Kind.RULE, rule.id(), "0.9.0", "0".repeat(64));
        releases.register(before, Stage.PILOT);
        releases.move(before, stage, "staff");
    }
}
