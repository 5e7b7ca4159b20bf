package org.prodrome.web.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.prodrome.web.TestStore;
import org.prodrome.web.store.MasterKey;
import org.prodrome.web.store.PatientVault;
import org.prodrome.web.store.Pseudonym;
import org.prodrome.web.store.TestVaults;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The audit for tests of other packages. */
public final class TestAudit {
    private TestAudit() {}

    public static AuditLog log(DataSource store, Path folder) {
        MasterKey master = MasterKey.readOrCreate(TestStore.keyFile(folder));
        PatientVault vault = TestVaults.of(store, master);
        return new AuditLog(TestStore.client(store), vault, new JsonMapper(), TestStore.clock(), master);
    }

    /** What the entries of one kind about patients say. */
    public static List<Map<String, String>> facts(DataSource store, PatientVault vault, AuditKind kind) {
        return TestStore.client(store)
                .sql("SELECT pseudonym, ciphertext FROM audit_entry WHERE kind = ? ORDER BY seq")
                .param(kind.name())
                .query((row, rowNumber) -> new JsonMapper()
                        .readValue(
                                vault.open(
                                        new Pseudonym(row.getString("pseudonym")), "audit", row.getBytes("ciphertext")),
                                new TypeReference<Map<String, String>>() {}))
                .list();
    }

    public static RefusedResources refused(JdbcClient jdbc, PatientVault vault, MasterKey master) {
        return new RefusedResources(new AuditLog(jdbc, vault, new JsonMapper(), TestStore.clock(), master), vault);
    }
}
