package org.prodrome.web.governance;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.web.TestStore;
import org.prodrome.web.store.Pseudonym;

/** One node of a site with a rule that its pack has at pilot; several may share a database. */
final class TestSite {
    static final RuleVersion RULE = rule("1.0.0");
    static final String PROVIDER = "a".repeat(64);
    static final Staff INES = staff("1", "Ines", Role.AUTHOR);
    static final Staff ARNO = staff("2", "Arno", Role.AUTHOR, Role.APPROVER);
    static final Staff BEA = staff("3", "Bea", Role.APPROVER);
    static final Staff VERA = staff("4", "Vera", Role.VIEWER);
    static final RuleSettings PACKED = new RuleSettings(RuleState.PILOT, null, Map.of());
    static final RuleSettings STRICTER =
            new RuleSettings(RuleState.PILOT, Severity.WARNING, Map.of("Valid For Months", 6));

    final DataSource store;
    final ReleaseRegister releases;
    final RuleSettingsBook book;
    final RuleActing acting;
    final RuleChangeDesk desk;
    private final AtomicLong nanos = new AtomicLong();

    private TestSite(DataSource store, Path folder) {
        this.store = store;
        TestGovernance parts = new TestGovernance(store, folder, nanos::get);
        this.releases = parts.releases;
        this.book = parts.book;
        this.acting = parts.acting;
        this.desk = parts.desk;
    }

    static TestSite in(Path folder) {
        TestSite site = new TestSite(TestStore.fresh(), folder);
        site.releases.register(Source.of(RULE), Stage.PILOT);
        return site;
    }

    /** On a store of one's own. */
    static TestSite on(DataSource store, Path folder) {
        return new TestSite(store, folder);
    }

    TestSite furtherNode(Path folder) {
        return new TestSite(store, folder);
    }

    /** Lets as much time pass as a node may take to see another's change. */
    void letTimePass() {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(RuleSettingsBook.SEEN_WITHIN_SECONDS));
    }

    static RuleVersion rule(String version) {
        return rule(version, "0".repeat(64));
    }

    static RuleVersion rule(String version, String hash) {
        return new RuleVersion(
                "metformin-egfr",
                version,
                "Metformin with an eGFR below 30",
                "a source",
                "https://example.org",
                "the owner",
                LocalDate.of(2027, 11, 30),
                hash);
    }

    RuleChange proposed(Staff author, RuleSettings to) {
        return done(desk.propose(author, RULE, desk.inForce(RULE).revision(), to, "because of the tests"));
    }

    static RuleChange done(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Done(RuleChange change) -> change;
            case ChangeOutcome.Refused(String words) -> throw new AssertionError("refused: " + words);
        };
    }

    static String refused(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Done done -> throw new AssertionError("expected a refusal, it was done: " + done);
            case ChangeOutcome.Refused(String words) -> words;
        };
    }

    private static Staff staff(String digit, String name, Role... roles) {
        return new Staff(
                new Pseudonym(digit.repeat(64)),
                PROVIDER,
                name,
                Set.of(roles),
                TestStore.clock().instant().plusSeconds(60));
    }
}
