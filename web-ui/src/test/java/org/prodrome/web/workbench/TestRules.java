package org.prodrome.web.workbench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import javax.sql.DataSource;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.web.TestStore;
import org.prodrome.web.advice.TestCounts;
import org.prodrome.web.governance.ChangeOutcome;
import org.prodrome.web.governance.Role;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.RuleSettings;
import org.prodrome.web.governance.Source;
import org.prodrome.web.governance.Staff;
import org.prodrome.web.governance.TestGovernance;
import org.prodrome.web.store.Pseudonym;

/** The shipped rules on a database, as the pages ask for them. */
final class TestRules {
    static final RulePack PACK = RulePack.load();
    static final RuleVersion METFORMIN =
            PACK.description("metformin-egfr").orElseThrow().version();

    final TestGovernance governance;
    final RulesDesk desk;

    private TestRules(DataSource store, Path folder, RulePack pack) {
        governance = TestGovernance.on(store, folder);
        pack.descriptions().forEach(rule -> governance.releases.register(Source.of(rule.version()), rule.stage()));
        desk = new RulesDesk(
                pack,
                governance.releases,
                governance.book,
                governance.desk,
                TestCounts.in(store),
                new Trials(Duration.ofMinutes(5)),
                TestStore.clock(),
                ZoneOffset.UTC);
    }

    static TestRules on(DataSource store, Path folder) {
        return new TestRules(store, folder, PACK);
    }

    /** A site's pack of some of the shipped rules, in a folder where a test may spoil it before it is read. */
    static TestRules of(Path pack, DataSource store, Path folder) {
        return new TestRules(store, folder, RulePack.load(pack));
    }

    /** What an informaticist proposes for {@link #METFORMIN}. */
    RuleChange proposed(RuleSettings to) {
        return proposed(staff("1", Role.AUTHOR), to);
    }

    RuleChange proposed(Staff author, RuleSettings to) {
        return switch (governance.desk.propose(author, METFORMIN, 0, to, "because of the tests")) {
            case ChangeOutcome.Done(RuleChange change) -> change;
            case ChangeOutcome.Refused(String words) -> throw new AssertionError(words);
        };
    }

    static Staff staff(String digit, Role role) {
        return new Staff(
                new Pseudonym(digit.repeat(64)),
                "a".repeat(64),
                "Somebody",
                Set.of(role),
                TestStore.clock().instant().plusSeconds(60));
    }
}
