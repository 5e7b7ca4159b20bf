package org.prodrome.web.advice;

import javax.sql.DataSource;
import org.prodrome.web.TestStore;

/** Firing counts for tests of other packages. */
public final class TestCounts {
    private TestCounts() {}

    public static FiringCounts in(DataSource store) {
        return new FiringCounts(TestStore.client(store));
    }
}
