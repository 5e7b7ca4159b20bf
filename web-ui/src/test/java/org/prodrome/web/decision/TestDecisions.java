package org.prodrome.web.decision;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.prodrome.web.TestStore;
import org.prodrome.web.audit.TestAudit;
import org.prodrome.web.store.PatientVault;
import tools.jackson.databind.json.JsonMapper;

/** Books of decisions for tests of other packages. */
public final class TestDecisions {
    private TestDecisions() {}

    public static DecisionBook book(DataSource store, PatientVault vault, Path folder) {
        return book(store, vault, folder, new SimpleMeterRegistry());
    }

    public static DecisionBook book(DataSource store, PatientVault vault, Path folder, MeterRegistry meters) {
        return new DecisionBook(
                TestStore.client(store),
                vault,
                TestAudit.log(store, folder),
                new DecisionJson(new JsonMapper()),
                meters);
    }
}
