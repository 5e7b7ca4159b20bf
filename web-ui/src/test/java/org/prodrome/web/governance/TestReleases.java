package org.prodrome.web.governance;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.web.TestStore;
import org.prodrome.web.audit.TestAudit;

/** Release registers for tests of other packages. */
public final class TestReleases {
    private TestReleases() {}

    public static ReleaseRegister in(DataSource store, Path folder) {
        return new ReleaseRegister(TestStore.client(store), TestAudit.log(store, folder), TestStore.clock());
    }

    public static RuleStopDesk stops(DataSource store, Path folder) {
        return TestSite.on(store, folder).desk.stops();
    }

    /** As when a site's pack has the rule and two people have turned it on for everybody. */
    public static void turnedOn(ReleaseRegister releases, RuleVersion rule) {
        releases.register(Source.of(rule), Stage.PILOT);
        releases.move(Source.of(rule), Stage.GENERAL, "tests");
    }

    /** As when a rule comes with the pack. */
    public static void arrived(ReleaseRegister releases, RuleVersion rule) {
        releases.register(Source.of(rule), Stage.PILOT);
    }
}
