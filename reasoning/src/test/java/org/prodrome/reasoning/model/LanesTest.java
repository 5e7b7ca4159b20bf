package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {

    private final Lanes lanes = Lanes.of(1);

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void everyPartIsDoneOnceWhenRunReturns() {
        AtomicIntegerArray done = new AtomicIntegerArray(100);

        lanes.run(100, done::incrementAndGet);

        for (int part = 0; part < 100; part++) {
            assertThat(done.get(part)).isEqualTo(1);
        }
    }

    @Test
    void aHelperTakesPartBesideTheCaller() {
        CyclicBarrier both = new CyclicBarrier(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        lanes.run(2, part -> {
            threads.add(Thread.currentThread());
            meet(both);
        });

        assertThat(threads).hasSize(2).contains(Thread.currentThread());
    }

    @Test
    void noCallerWaitsForAHelperThatIsBusyWithAnothers() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch wait = new CountDownLatch(1);
        Thread other = Thread.ofPlatform()
                .start(() -> lanes.run(2, part -> {
                    begun.countDown();
                    await(wait);
                }));
        await(begun);
        AtomicIntegerArray done = new AtomicIntegerArray(5);

        lanes.run(5, done::incrementAndGet);

        assertThat(done.toString()).isEqualTo("[1, 1, 1, 1, 1]");
        wait.countDown();
        assertThat(other.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aFailureIsThrownWhenTheOthersAreDone() {
        AtomicIntegerArray done = new AtomicIntegerArray(9);

        assertThatThrownBy(() -> lanes.run(9, part -> {
                    done.incrementAndGet(part);
                    if (part == 4) {
                        throw new IllegalStateException("part 4");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("part 4");

        assertThat(done.toString()).isEqualTo("[1, 1, 1, 1, 1, 1, 1, 1, 1]");
    }

    @Test
    void anInterruptedCallerStillWaitsForWhatAHelperComputes() {
        Thread caller = Thread.currentThread();
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicBoolean helped = new AtomicBoolean();

        lanes.run(2, part -> {
            meet(both);
            if (!Thread.currentThread().equals(caller)) {
                caller.interrupt();
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                helped.set(true);
            }
        });

        assertThat(helped).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void helpersEndWithTheLanes() throws InterruptedException {
        CyclicBarrier both = new CyclicBarrier(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        lanes.run(2, part -> {
            threads.add(Thread.currentThread());
            meet(both);
        });
        threads.remove(Thread.currentThread());

        lanes.close();

        for (Thread helper : threads) {
            assertThat(helper.join(Duration.ofSeconds(10))).isTrue();
        }
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        lanes.run(2, done::incrementAndGet);
        assertThat(done.toString()).isEqualTo("[1, 1]");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
