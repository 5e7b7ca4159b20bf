package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.web.decision.Channel;

/** What an answer reads from the database is read beside its rules, and waited for shortly. */
class QuickReadsTest {
    private static final Asker HOOK = new Asker(Channel.CDS, "https://ehr.example.org/fhir/Practitioner/d", "i");
    private static final Asker APP = new Asker(Channel.APP, "https://ehr.example.org/fhir/Practitioner/d", null);

    @TempDir
    private Path folder;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aReadRunsBeforeAnybodyWaitsForItAndWhatIsThereCountsHoweverLate() {
        Supplier<String> read = quick("0ms").begun(HOOK, "decisions", this::slow, "without");
        await().until(() -> begun.getCount() == 0);
        goOn.countDown();

        await().until(() -> read.get().equals("read"));
    }

    @Test
    void whatIsNotThereInTimeIsLeftOutAndCounted() {
        assertThat(quick("0ms").of(HOOK, "decisions", this::slow, "without")).isEqualTo("without");
        assertThat(meters.counter("prodrome.hooks.left.out", "hook", "any", "part", "decisions")
                        .count())
                .isEqualTo(1);
        goOn.countDown();
    }

    @Test
    void theAppReadsItselfAndWaits() {
        assertThat(quick("0ms").of(APP, "decisions", Thread::currentThread, new Thread()))
                .isSameAs(Thread.currentThread());
    }

    private String slow() {
        begun.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "read";
    }

    private QuickReads quick(String store) {
        return new QuickReads(TestSettings.of(folder, Map.of("prodrome.hooks.store", store)), meters);
    }
}
