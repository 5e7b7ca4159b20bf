package org.prodrome.web.store;

import org.prodrome.web.TestStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Vaults for tests of other packages. */
public final class TestVaults {
    private TestVaults() {}

    public static PatientVault of(JdbcClient jdbc, MasterKey master) {
        return new PatientVault(jdbc, TestStore.clock(), master);
    }
}
