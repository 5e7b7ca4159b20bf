package org.prodrome.launcher;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh peer and clock for each test. */
abstract class TinyEhrTest {
    final SettableClock clock = new SettableClock();

    @SuppressWarnings("NullAway.Init") // started before each test
    TinyEhr ehr;

    @BeforeEach
    void startEhr() throws IOException {
        ehr = new TinyEhr(clock);
    }

    @AfterEach
    void stopEhr() {
        ehr.close();
    }

    TestLaunches launches() {
        return TestLaunches.with(ehr, clock);
    }
}
