package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private static final int ROUNDS = 5_000;

    /** Whoever waited and asks again gets a new outcome, never the one it just had. */
    @Test
    void aFlightThatHasLandedTakesNobodyAboard() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                var flight = new SingleFlight<Integer>();
                var outcomes = new AtomicInteger();
                var aboard = new CountDownLatch(1);
                var leader = threads.submit(() -> flight.join(() -> {
                    aboard.countDown();
                    Thread.yield();
                    return outcomes.incrementAndGet();
                }));
                aboard.await();
                int first = flight.join(outcomes::incrementAndGet);
                int second = flight.join(outcomes::incrementAndGet);

                assertThat(second).isGreaterThan(first);
                leader.get();
            }
        }
    }
}
