package org.prodrome.web.store;

import javax.sql.DataSource;
import org.prodrome.web.TestStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Vaults for tests of other packages. */
public final class TestVaults {
    private TestVaults() {}

    public static PatientVault of(DataSource source, MasterKey master) {
        return new PatientVault(
                JdbcClient.create(source), TestStore.clock(), master, new JdbcTransactionManager(source));
    }
}
