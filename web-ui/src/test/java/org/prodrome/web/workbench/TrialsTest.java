package org.prodrome.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Trials stand behind advice, one at a time. */
class TrialsTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);

    @Test
    void oneRunsAtATimeAtTheLowestPriorityAndTheNextAfterIt() {
        Trials trials = new Trials(PLENTY);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> trials.run(() -> {
            begun.countDown();
            end.await();
            return Thread.currentThread().getPriority();
        }));
        await().until(() -> begun.getCount() == 0);

        assertThatThrownBy(() -> trials.run(() -> "second"))
                .isInstanceOf(Trials.Refused.class)
                .hasMessageContaining("Another trial");
        end.countDown();

        assertThat(first.join()).isEqualTo(Thread.MIN_PRIORITY);
        await().ignoreExceptionsInstanceOf(Trials.Refused.class)
                .untilAsserted(() -> assertThat(trials.run(() -> "third")).isEqualTo("third"));
    }

    @Test
    void whatTakesTooLongIsGivenUpAndKeepsOthersOutUntilItEnds() {
        Trials trials = new Trials(Duration.ofMillis(1));
        CountDownLatch end = new CountDownLatch(1);

        assertThatThrownBy(() -> trials.run(() -> {
                    uninterruptibly(end);
                    return "late";
                }))
                .isInstanceOf(Trials.Refused.class)
                .hasMessageContaining("given up");
        assertThatThrownBy(() -> trials.run(() -> "next")).hasMessageContaining("Another trial");
        end.countDown();
    }

    @Test
    void whatATrialThrowsReachesWhoAsked() {
        Trials trials = new Trials(PLENTY);

        assertThatThrownBy(() -> trials.run(() -> {
                    throw new IllegalArgumentException("no Bundle");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trials.run(() -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("StackOverflowError");
    }

    private static void uninterruptibly(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException again) {
                // it does not end when asked to
            }
        }
    }
}
