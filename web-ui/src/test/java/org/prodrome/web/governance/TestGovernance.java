package org.prodrome.web.governance;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.prodrome.web.TestStore;
import org.prodrome.web.audit.AuditLog;
import org.prodrome.web.audit.TestAudit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Everything by which rules are changed on one node, on a database. */
public final class TestGovernance {
    public final ReleaseRegister releases;
    public final RuleSettingsBook book;
    public final RuleChangeDesk desk;
    final RuleActing acting;

    TestGovernance(DataSource store, Path folder, Ticker ticker) {
        JdbcClient jdbc = TestStore.client(store);
        JsonMapper json = new JsonMapper();
        AuditLog audit = TestAudit.log(store, folder);
        this.releases = new ReleaseRegister(jdbc, audit, TestStore.clock());
        this.book = new RuleSettingsBook(jdbc, json, TestStore.clock(), ticker);
        RuleChangeStore changes = new RuleChangeStore(jdbc, json);
        RuleChangeAudit audited = new RuleChangeAudit(audit, json);
        this.acting =
                new RuleActing(book, releases, changes, audited, TestStore.clock(), new JdbcTransactionManager(store));
        this.desk = new RuleChangeDesk(book, changes, audited, acting, new RuleStopDesk(changes, audited, acting));
    }

    public static TestGovernance on(DataSource store, Path folder) {
        return new TestGovernance(store, folder, Ticker.systemTicker());
    }
}
