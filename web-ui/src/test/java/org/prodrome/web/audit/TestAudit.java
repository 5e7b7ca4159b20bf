package org.prodrome.web.audit;

import org.prodrome.web.TestStore;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.PatientVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The audit for tests of other packages. */
public final class TestAudit {
    private TestAudit() {}

    public static RefusedResources refused(JdbcClient jdbc, PatientVault vault, MasterKey master) {
        return new RefusedResources(new AuditLog(jdbc, vault, new JsonMapper(), TestStore.clock(), master), vault);
    }
}
