package org.prodrome.web.governance;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.prodrome.web.TestStore;
import org.prodrome.web.audit.TestAudit;

/** Release registers for tests of other packages. */
public final class TestReleases {
    private TestReleases() {}

    public static ReleaseRegister in(DataSource store, Path folder) {
        return new ReleaseRegister(TestStore.client(store), TestAudit.log(store, folder), TestStore.clock());
    }
}
