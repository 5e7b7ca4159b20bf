package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.web.TestStore;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.store.Pseudonym;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What was shown is kept after all, in its order, or counted as lost. */
class StoreQueueTest {
    @TempDir
    private Path folder;

    private final Queue<String> kept = new ConcurrentLinkedQueue<>();
    private static final Deadline SHORT = Deadline.in(Duration.ZERO);
    private final CountDownLatch goOn = new CountDownLatch(1);
    /** Each test has its own. */
    @SuppressWarnings("NullAway.Init")
    private StoreQueue queue;

    @AfterEach
    void stop() {
        goOn.countDown();
        queue.stop();
    }

    @Test
    void aCardIsFoundUntilItIsKeptAndFeedbackWaitsBehindItAndIsAskedForAgain() {
        queue = queue(10);
        PendingCard card = card();
        queue.offer(new StoreQueue.Entry(this::slow, List.of()));
        queue.offer(entry("card", card));

        assertThat(queue.find(card.uuid()).orElseThrow().issued().actor())
                .isEqualTo(card.occasion().actor());
        assertThatThrownBy(() -> queue.onceKept(card.uuid(), SHORT, () -> kept.add("feedback")))
                .hasMessageContaining("waits behind it");
        assertThat(kept).isEmpty();

        queue.start();
        goOn.countDown();
        await().untilAsserted(() -> assertThat(kept).containsExactly("slow", "card", "feedback"));
        await().untilAsserted(() -> assertThat(queue.find(card.uuid())).isEmpty());
        queue.onceKept(card.uuid(), SHORT, () -> kept.add("later feedback"));
        assertThat(kept).endsWith("later feedback");
    }

    @Test
    void whatFindsItFullIsLostAndCounted() {
        queue = queue(1);
        assertThat(queue.offer(entry("first", card()))).isTrue();
        PendingCard second = card();

        assertThat(queue.offer(entry("second", second))).isFalse();
        assertThat(queue.lost()).isEqualTo(1);
        assertThat(queue.find(second.uuid())).isEmpty();
        assertThat(queue.isLost(second.uuid())).isTrue();
        assertThat(queue.isLost(UUID.randomUUID())).isFalse();
    }

    @Test
    void feedbackThatCanNeitherBeKeptNorWaitIsRefusedSoThatItComesAgain() {
        queue = queue(1);
        PendingCard card = card();
        queue.offer(entry("card", card));

        assertThatThrownBy(() -> queue.onceKept(card.uuid(), SHORT, () -> kept.add("feedback")))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void whatCannotBeKeptCostsNoOtherAndADatabaseThatIsAwayCostsNothing() {
        queue = queue(10);
        AtomicInteger tries = new AtomicInteger();
        queue.offer(entry("first", card()));
        queue.offer(new StoreQueue.Entry(
                () -> {
                    throw new DataIntegrityViolationException("never");
                },
                List.of()));
        queue.offer(new StoreQueue.Entry(
                () -> {
                    if (tries.incrementAndGet() < 4) {
                        throw new CannotAcquireLockException("not now");
                    }
                    kept.add("after a while");
                },
                List.of()));
        queue.start();

        await().untilAsserted(() -> assertThat(kept).contains("after a while"));
        assertThat(queue.lost()).isEqualTo(1);
        assertThat(kept).contains("first");
    }

    @Test
    void theWriterOutlivesWhateverFailsInIt() {
        queue = queue(10);
        queue.offer(new StoreQueue.Entry(
                () -> {
                    throw new StackOverflowError("of a defect");
                },
                List.of()));
        queue.start();
        await().until(() -> queue.lost() == 1);
        queue.offer(entry("next", card()));

        await().untilAsserted(() -> assertThat(kept).containsExactly("next"));
        assertThat(queue.isAlive()).isTrue();
        queue.stop();
        assertThat(queue.isAlive()).isFalse();
    }

    @Test
    void aProgramThatEndsKeepsWhatWaits() throws InterruptedException {
        queue = queue(200);
        queue.offer(new StoreQueue.Entry(this::slow, List.of()));
        for (int i = 0; i < 99; i++) { // more than are kept in one transaction
            queue.offer(entry("card " + i, card()));
        }
        queue.start();
        await().until(() -> queue.size() < 99);
        Thread end = Thread.startVirtualThread(queue::stop);
        await().until(() -> !queue.isRunning());
        goOn.countDown();
        end.join();

        assertThat(kept).hasSize(100);
        assertThat(queue.size()).isZero();
        assertThat(queue.lost()).isZero();
    }

    private void slow() {
        try {
            goOn.await();
            kept.add("slow");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private StoreQueue.Entry entry(String name, PendingCard card) {
        return new StoreQueue.Entry(() -> kept.add(name), List.of(card));
    }

    private static PendingCard card() {
        Asker asker = new Asker(Channel.CDS, "https://ehr.example.org/fhir/Practitioner/d", "i");
        var occasion = new CardLedger.Occasion(
                UUID.randomUUID(),
                "https://ehr.example.org/fhir",
                new Pseudonym("a".repeat(64)),
                new Pseudonym("b".repeat(64)),
                asker,
                null);
        return new PendingCard(
                occasion,
                new OfferedCard(UUID.randomUUID(), TestCards.ofOrder("a", Severity.WARNING), Stage.GENERAL, Map.of()));
    }

    private StoreQueue queue(int most) {
        DataSource store = TestStore.fresh();
        Map<String, String> written = Map.of(
                "prodrome.base-url", "http://127.0.0.1:8080",
                "prodrome.data-dir", folder.toString(),
                "prodrome.model-dir", folder.toString(),
                "prodrome.trusted-keys-dir", folder.toString(),
                "prodrome.issuers", "",
                "prodrome.hooks.keeping", Integer.toString(most),
                "prodrome.hooks.feedback", "10ms");
        ProdromeSettings settings = new Binder(new MapConfigurationPropertySource(written))
                .bind("prodrome", ProdromeSettings.class)
                .get();
        return new StoreQueue(
                new TransactionTemplate(new JdbcTransactionManager(store)), settings, new SimpleMeterRegistry());
    }
}
