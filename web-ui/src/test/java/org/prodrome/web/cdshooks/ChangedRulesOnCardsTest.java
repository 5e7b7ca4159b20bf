package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.Source;

/** A rule that everybody was shown until the pack brought another content of it is missed aloud. */
class ChangedRulesOnCardsTest {
    private static final RulePack PACK = RulePack.load();
    private static final String CHANGED = "metformin-egfr";
    private static final String NOBODY_IN_PILOT = "https://ehr.example.org/fhir/Practitioner/somebody-else";
    private static final String IN_PART =
            "Not checked in full: 1 rule has changed and nobody has released it anew yet.";

    @TempDir
    private Path folder;

    private @Nullable TestHooks hooks;

    @AfterEach
    void stop() {
        if (hooks != null) {
            hooks.close();
        }
    }

    @Test
    void whereNothingElseIsToldOfTheOrderTheRuleThatChangedIsMissed() {
        TestHooks site = site();
        on(site, "pde5-nitrate");

        assertThat(summaries(site, CdsServiceKind.ORDER_SIGN)).containsExactly(IN_PART);
        assertThat(site.counted("prodrome.hooks.left.out", "hook", "order-sign", "part", "changed-rules"))
                .isEqualTo(1);
        assertThat(summaries(site, CdsServiceKind.PATIENT_VIEW)).doesNotContain(IN_PART);
    }

    @Test
    void whereNoRuleIsLeftTheOrderWasNotChecked() {
        TestHooks site = site();

        assertThat(summaries(site, CdsServiceKind.ORDER_SIGN))
                .containsExactly("This order was not checked, because its rules have changed and nobody has released"
                        + " them anew yet.");
        assertThat(site.counted("prodrome.hooks.not.checked", "hook", "order-sign", "why", "changed"))
                .isEqualTo(1);
    }

    /** Where a rule was on with another content, before the one that the pack has now. */
    private TestHooks site() {
        TestHooks site = new TestHooks(folder)
                .with("prodrome.pilot-users", NOBODY_IN_PILOT)
                .start();
        hooks = site;
        ReleaseRegister releases = site.part(ReleaseRegister.class);
        Source before = new Source(Source.Kind.RULE, CHANGED, "0.9.0", "0".repeat(64));
        releases.register(before, Stage.PILOT);
        releases.move(before, Stage.GENERAL, "staff");
        return site;
    }

    private static void on(TestHooks site, String rule) {
        site.part(ReleaseRegister.class).move(source(rule), Stage.GENERAL, "staff");
    }

    private static Source source(String rule) {
        return Source.of(PACK.description(rule).orElseThrow().version());
    }

    private static List<String> summaries(TestHooks site, CdsServiceKind kind) {
        return site.call(kind, TestHooks.PLENTY).cards().stream()
                .map(CdsCard::summary)
                .toList();
    }
}
