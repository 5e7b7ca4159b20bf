package org.prodrome.web.audit;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.prodrome.web.TestStore;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.TestVaults;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The audit for tests of other packages. */
public final class TestAudit {
    private TestAudit() {}

    public static AuditLog log(DataSource store, Path folder) {
        MasterKey master = MasterKey.readOrCreate(TestStore.keyFile(folder));
        PatientVault vault = TestVaults.of(store, master);
        return new AuditLog(TestStore.client(store), vault, new JsonMapper(), TestStore.clock(), master);
    }

    public static RefusedResources refused(JdbcClient jdbc, PatientVault vault, MasterKey master) {
        return new RefusedResources(new AuditLog(jdbc, vault, new JsonMapper(), TestStore.clock(), master), vault);
    }
}
