package org.prodrome.web.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.web.governance.TestSite.ARNO;
import static org.prodrome.web.governance.TestSite.BEA;
import static org.prodrome.web.governance.TestSite.INES;
import static org.prodrome.web.governance.TestSite.PACKED;
import static org.prodrome.web.governance.TestSite.RULE;
import static org.prodrome.web.governance.TestSite.STRICTER;
import static org.prodrome.web.governance.TestSite.done;
import static org.prodrome.web.governance.TestSite.refused;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.rule.LocalSettings;
import org.prodrome.web.TestStore;
import org.prodrome.web.audit.AuditKind;

/** Local settings hold for one version, on every node. */
class RuleSettingsBookTest {
    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void open() {
        site = TestSite.in(folder);
    }

    @Test
    void whatWasSetForAVersionDoesNotHoldForTheNext() {
        RuleVersion next = TestSite.rule("1.1.0");
        done(site.desk.release(BEA, RULE, site.proposed(INES, STRICTER).id(), "all cases hold"));
        site.releases.register(Source.of(next), Stage.PILOT);

        assertThat(site.book.of(next)).isEqualTo(LocalSettings.NONE);
        assertThat(site.desk.inForce(next).settings()).isEqualTo(PACKED);
        assertThat(site.desk.inForce(next).older()).isEqualTo(new RuleInForce.OlderSettings("1.0.0", STRICTER));

        done(site.desk.release(
                BEA,
                next,
                done(site.desk.propose(INES, next, 0, STRICTER, "still right")).id(),
                "all cases hold"));
        assertThat(site.book.of(next).severity()).isEqualTo(Severity.WARNING);
        assertThat(site.desk.inForce(next).older()).isNull();
    }

    @Test
    void aProposalForAnOldVersionIsNotReleasedForTheNext() {
        RuleVersion next = TestSite.rule("1.1.0");
        RuleChange proposal = site.proposed(INES, STRICTER);
        site.releases.register(Source.of(next), Stage.PILOT);

        assertThat(site.desk.inForce(next).proposal()).isEmpty();
        assertThat(refused(site.desk.release(BEA, next, proposal.id(), "all cases hold")))
                .contains("version 1.0.0");
    }

    @Test
    void aNodeThatLookedBeforeSeesTheChangeOnceItsTimeIsUp() {
        TestSite other = site.furtherNode(folder);
        assertThat(other.book.of(RULE)).isEqualTo(LocalSettings.NONE);
        done(site.desk.release(BEA, RULE, site.proposed(INES, STRICTER).id(), "all cases hold"));

        other.letTimePass();

        assertThat(other.book.of(RULE).parameters()).containsEntry("Valid For Months", 6);
    }

    @Test
    void whileOneNodeDecidesOnARuleNoOtherCanAndAfterwardsItIsDecided() {
        TestSite other = site.furtherNode(folder);
        RuleChange proposal = site.proposed(INES, STRICTER);
        assertThat(free()).containsExactly(RULE.id());

        ChangeOutcome here = site.acting.held(RULE, kept -> {
            assertThat(CompletableFuture.supplyAsync(this::free).join()).isEmpty();
            return site.acting.decided(
                    AuditKind.RULE_CHANGE_RELEASED, BEA, proposal, RuleChange.Status.RELEASED, "all cases hold");
        });

        assertThat(done(here).status()).isEqualTo(RuleChange.Status.RELEASED);
        assertThat(refused(other.desk.refuse(ARNO, RULE, proposal.id(), "rather not")))
                .contains("decided on already");
    }

    /** Rules that nobody holds at this moment. */
    private List<String> free() {
        return TestStore.client(site.store)
                .sql("SELECT rule_id FROM rule_setting FOR UPDATE SKIP LOCKED")
                .query((row, number) -> row.getString("rule_id"))
                .list();
    }
}
