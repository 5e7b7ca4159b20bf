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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.rule.LocalSettings;

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
    void ofTwoNodesThatDecideAtOnceOneDoes() throws Exception {
        TestSite other = site.furtherNode(folder);
        RuleChange proposal = site.proposed(INES, STRICTER);
        Callable<ChangeOutcome> here = () -> site.desk.release(BEA, RULE, proposal.id(), "all cases hold");
        Callable<ChangeOutcome> there = () -> other.desk.refuse(ARNO, RULE, proposal.id(), "rather not");
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            long done = 0;
            for (Future<ChangeOutcome> outcome : both.invokeAll(List.of(here, there))) {
                done += outcome.get() instanceof ChangeOutcome.Done ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
    }
}
